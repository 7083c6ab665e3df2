import { expect, test } from 'vitest';
import { type EndpointSeen, judgeExpiry, judgeHealth, judgeMembers, judgeReach, judgeTls, judgeVersion } from './judge';

const fine = (more: Partial<EndpointSeen> = {}): EndpointSeen => ({
  endpoint: 'a:2379',
  noConnection: null,
  tls: { problem: 'none', found: '' },
  notAfter: 0,
  health: { healthy: true, found: 'none' },
  version: '3.5.12',
  clusterId: '1',
  members: 3,
  ...more,
});
const day = 86_400_000;

test('etcd.reach: one endpoint of two that refuses is a warning, both block', () => {
  const refused = fine({ endpoint: 'b:2379', noConnection: 'Connection refused' });
  expect(judgeReach([fine()]).state).toBe('passed');
  expect(judgeReach([fine(), refused])).toMatchObject({
    severity: 'warn',
    values: { found: 'b:2379: Connection refused', failed: 1, endpoints: 2 },
  });
  expect(judgeReach([refused, refused])).toMatchObject({ severity: 'block' });
});

test.each([
  ['no-tls', 'block'],
  ['chain', 'block'],
  ['name', 'block'],
  ['client', 'block'],
  ['plain', 'warn'],
  ['open', 'warn'],
] as const)('etcd.tls: %s on one endpoint is a %s', (problem, severity) => {
  const seen = [fine(), fine({ endpoint: 'b:2379', tls: { problem, found: 'X' } })];
  const outcome = judgeTls(seen);
  expect(outcome).toMatchObject({ state: 'finding', severity, values: { problem } });
  expect(outcome.values.found).toContain('b:2379');
});

test('etcd.tls: all fine passes, and what refuses comes before what lets everybody in', () => {
  expect(judgeTls([fine()]).state).toBe('passed');
  const open = fine({ tls: { problem: 'open', found: '' } });
  expect(judgeTls([open, fine({ tls: { problem: 'chain', found: 'X' } })])).toMatchObject({
    values: { problem: 'chain' },
  });
});

test('etcd.expiry: 31 days left pass, 30 are a warning, none block; the first to end counts', () => {
  const in_ = (days: number) =>
    judgeExpiry(
      [
        { name: 'late', notAfter: 900 * day },
        { name: 'first', notAfter: days * day },
      ],
      0,
    );
  expect(in_(31)).toMatchObject({ state: 'passed', values: { name: 'first', days: 31 } });
  expect(in_(30)).toMatchObject({ severity: 'warn', values: { name: 'first', days: 30 } });
  expect(in_(0)).toMatchObject({ severity: 'block' });
  expect(judgeExpiry([], 0)).toMatchObject({ state: 'not-run' });
});

test('etcd.health: an endpoint that isn’t healthy blocks, with its reason', () => {
  expect(judgeHealth([fine()]).state).toBe('passed');
  expect(judgeHealth([fine(), fine({ health: { healthy: false, found: 'RAFT NO LEADER' } })])).toMatchObject({
    severity: 'block',
    values: { found: 'a:2379: RAFT NO LEADER', failed: 1 },
  });
});

test('etcd.version: 3.4 passes, 3.3 is a warning', () => {
  expect(judgeVersion([fine({ version: '3.4.0' })]).state).toBe('passed');
  expect(judgeVersion([fine(), fine({ version: '3.3.27' })])).toMatchObject({
    severity: 'warn',
    values: { found: '3.3.27, 3.5.12' },
  });
  expect(judgeVersion([fine({ version: '' })])).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

test('etcd.members: three pass, two and one are a warning, endpoints of two clusters block', () => {
  expect(judgeMembers([fine()]).state).toBe('passed');
  expect(judgeMembers([fine({ members: 2 })])).toMatchObject({ severity: 'warn', values: { problem: 'even' } });
  expect(judgeMembers([fine({ members: 1 })])).toMatchObject({ severity: 'warn', values: { problem: 'one' } });
  expect(judgeMembers([fine(), fine({ endpoint: 'b:2379', clusterId: '2' })])).toMatchObject({
    severity: 'block',
    values: { problem: 'clusters', clusters: 2 },
    evidence: 'cluster 1: a:2379\ncluster 2: b:2379',
  });
});

test('etcd.members: an endpoint that can’t list them says nothing', () => {
  expect(judgeMembers([fine({ members: null })])).toMatchObject({ state: 'not-run', values: { check: 'etcd.health' } });
});
