import { expect, test } from 'vitest';
import { judgeLock, judgePorts, judgeSpace, judgeSquash, judgeSync, judgeVersions } from './judge';

test('nfs.ports: one that can’t be reached blocks, with what the host said', () => {
  expect(judgePorts('nfs', '4.1', new Map())).toMatchObject({ state: 'passed', values: { needed: '2049' } });
  expect(judgePorts('nfs', '3', new Map([[111, 'Connection refused']]))).toMatchObject({
    severity: 'block',
    values: { needed: '2049, 111', found: '111: Connection refused' },
  });
});

test('nfs.versions: the plan’s version has to be among the server’s', () => {
  expect(judgeVersions(['3', '4', '4.1'], '4.1').state).toBe('passed');
  expect(judgeVersions(['3', '4'], '4.1')).toMatchObject({
    severity: 'block',
    values: { found: '3, 4', wanted: '4.1' },
  });
});

test('nfs.squash: the owner that root gave stays, or it blocks', () => {
  expect(judgeSquash('12345:12345').state).toBe('passed');
  expect(judgeSquash('65534:65534')).toMatchObject({ severity: 'block', values: { found: '65534:65534' } });
});

test('nfs.fsync: 20 ms a write pass, 20.1 are a warning', () => {
  expect(judgeSync(20).state).toBe('passed');
  expect(judgeSync(20.1)).toMatchObject({ severity: 'warn', values: { ms: 20.1, limit: 20 } });
  expect(judgeSync(null).state).toBe('not-run');
});

test('nfs.space: 40 GB pass, a byte less is a warning', () => {
  expect(judgeSpace(40e9)).toMatchObject({ state: 'passed', values: { gb: 40 } });
  expect(judgeSpace(40e9 - 1)).toMatchObject({ severity: 'warn' });
});

test('nfs.lock: exactly one of several hosts may get it', () => {
  const of = (...got: (boolean | null)[]) => judgeLock(new Map(got.map((locked, index) => [`h${index}`, locked])));
  expect(of(true, false, false)).toMatchObject({ state: 'passed', values: { hosts: 3, holders: 1, names: 'h0' } });
  expect(of(true, true)).toMatchObject({ severity: 'block', values: { holders: 2, names: 'h0, h1' } });
  expect(of(false, false)).toMatchObject({ severity: 'block', values: { holders: 0 } });
  expect(of(true, null)).toMatchObject({ state: 'not-run', values: { what: 'one-host' } });
});
