import { expect, test } from 'vitest';
import { severitiesOf } from '../../severities';
import { judgeFsync, parseFsync, percentile } from './fsync';

const perl = (took: number[]) => ({ stdout: `took own\n${took.join('\n')}\n`, stderr: '' });

test('disk.fsync: a p99 below 10 ms passes, 10 ms block', () => {
  expect(judgeFsync(perl([...Array(98).fill(500), 9999, 90_000]))).toMatchObject({
    state: 'passed',
    values: { p99: 9.999, p50: 0.5, tool: 'own', writes: 100 },
  });
  expect(judgeFsync(perl([...Array(98).fill(500), 10_000, 90_000]))).toMatchObject({
    state: 'finding',
    severity: 'block',
    values: { p99: 10 },
  });
});

test('disk.fsync: fio’s own numbers are read in nanoseconds', () => {
  const json = JSON.stringify({
    jobs: [{ sync: { lat_ns: { N: 10029, percentile: { '50.000000': 800_000, '99.000000': 12_500_000 } } } }],
  });
  expect(parseFsync(`took fio\nfio: a warning\n${json}`)).toEqual({
    tool: 'fio',
    p50Ms: 0.8,
    p99Ms: 12.5,
    writes: 10029,
  });
});

test('disk.fsync: what can’t be measured is not green', () => {
  const judged = (stdout: string) => judgeFsync({ stdout, stderr: '' });
  expect(judged('missing fio\n')).toMatchObject({
    state: 'not-run',
    reason: 'tool-missing',
    values: { tool: 'fio' },
  });
  expect(judged('space 1000\n')).toMatchObject({ state: 'not-run', reason: 'depends' });
  expect(judged('took own\n')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
  expect(judged('took fio\n{"jobs":[{}]}')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
  expect(judged('')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

test('disk.fsync: a percentile is the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile([7], 0.99)).toBe(7);
});

test('disk.fsync: what stops a member of etcd is a warning on another node, and the catalogue says both', () => {
  const slow = perl([...Array(98).fill(500), 10_000, 90_000]);
  expect(judgeFsync(slow, false)).toMatchObject({ state: 'finding', severity: 'warn', values: { p99: 10 } });
  expect(judgeFsync(perl([...Array(98).fill(500), 9999, 90_000]), false)).toMatchObject({ state: 'passed' });
  expect(severitiesOf('disk.fsync')).toEqual(['block', 'warn']);
});

test('beside a member of etcd that runs and writes too a slow disk warns', () => {
  const took = { stdout: `took own\n${Array(100).fill(10_000).join('\n')}`, stderr: '' };
  expect(judgeFsync(took)).toMatchObject({ severity: 'block' });
  expect(judgeFsync({ ...took, stderr: 'beside etcd\n' })).toMatchObject({ severity: 'warn' });
});
