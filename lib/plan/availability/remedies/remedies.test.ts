import { describe, expect, test } from 'vitest';
import { buildPlan, outside } from '../../testing/build-plan';
import { assess } from '../assess';
import { failureOf, hostsOfDomain } from '../failure';
import { modelOf } from '../model';
import { type CapabilityId, states } from '../requirement';
import { remedies } from './remedies';

type Plan = Parameters<typeof modelOf>[0];
const offered = (plan: Plan, holders: string[], id: CapabilityId, mode: 'powered-off' | 'lost' = 'powered-off') =>
  remedies(plan, failureOf(modelOf(plan), holders, mode), id).map(
    ({ steps, state, certain }) => `${certain ? '' : 'may be '}${state}: ${steps.map((step) => step.id).join(' + ')}`,
  );

test('the data of a single NFS server: Ceph keeps it, a secondary loses the last seconds, as what-if.png offers', () => {
  const plan = buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: { kind: 'nfs-server' } });
  expect(offered(plan, ['host:1'], 'storage-data', 'lost')).toEqual([
    'up: ceph',
    'up: external-nfs',
    'degraded: nfs-secondary',
  ]);
});

test('two members want a third, on a new host when the plan has none', () => {
  const plan = buildPlan(['all', 'all']);
  const [remedy] = remedies(plan, failureOf(modelOf(plan), ['host:0']), 'etcd-quorum');
  expect(remedy).toMatchObject({ state: 'degraded', steps: [{ id: 'control-planes', hosts: ['node-3'], added: 1 }] });
  expect(remedy?.plan.hosts.map(({ roles }) => roles.includes('etcd'))).toEqual([true, true, true]);
});

describe.each<[string, Plan, string[], CapabilityId, string]>([
  [
    'a virtual address instead of one host',
    buildPlan(['all', 'all', 'all'], { entry: { api: { kind: 'host' }, application: { kind: 'none' } } }),
    ['host:0'],
    'kubernetes-api',
    'degraded: api-vip',
  ],
  [
    'a second gateway',
    buildPlan(['cp load', 'cp worker build', 'cp worker build'], {
      ...outside,
      entry: { ...outside.entry, api: outside.entry.application },
    }),
    ['host:0'],
    'application-entry',
    'degraded: second-gateway',
  ],
  [
    'a second build host',
    buildPlan(['all', 'cp worker gateway', 'cp worker gateway'], outside),
    ['host:0'],
    'builds',
    'up: second-builder',
  ],
  [
    "the Kubernetes etcd instead of Rainbond's own",
    buildPlan(['all', 'all', 'all'], {
      ...outside,
      rainbond: { kind: '5.17', enableHA: false },
      etcd: { kind: 'built-in' },
    }),
    ['host:0'],
    'builds',
    'may be degraded: kubernetes-etcd',
  ],
  [
    'shared volumes',
    buildPlan(['all', 'all', 'all'], { ...outside, rainbond: { kind: '6.x', sharedVolumes: false } }),
    ['host:1'],
    'rainbond-console',
    'up: shared-volumes',
  ],
  [
    'a registry outside',
    buildPlan(['all', 'all', 'all'], { ...outside, registry: { kind: 'built-in' } }),
    ['host:0'],
    'registry',
    'up: external-registry',
  ],
  [
    'a database outside',
    buildPlan(['all', 'all', 'all'], { ...outside, database: { kind: 'built-in' } }),
    ['host:0'],
    'database',
    'up: external-database',
  ],
  [
    'Slipway on another machine',
    buildPlan(['all', 'all', 'all'], { slipway: { host: 'node-2' } }),
    ['host:1'],
    'slipway',
    'up: slipway-apart',
  ],
  [
    'asynchronous replication',
    buildPlan(['all mysql-primary', 'all mysql-replica', 'all'], {
      ...outside,
      database: { kind: 'mysql-pair', replication: 'semi-synchronous' },
    }),
    ['host:1'],
    'database',
    'degraded: asynchronous',
  ],
])('%s', (_, plan, failed, id, wanted) => {
  test('is offered', () => {
    expect(offered(plan, failed, id)).toContain(wanted);
  });
});

test('members in one rack too many trade places with a host elsewhere', () => {
  const plan = buildPlan(['cp @a', 'cp @a', 'cp @b', 'load @b', 'load @c', 'load @c']);
  expect(offered(plan, hostsOfDomain(modelOf(plan), 'a'), 'etcd-quorum')).toContain('degraded: swap-roles');
});

test('where no single change is enough, the changes that together are', () => {
  const roi = buildPlan(['cp gateway build worker', 'worker', 'worker'], {
    entry: { api: { kind: 'host' }, application: { kind: 'none' } },
  });
  expect(offered(roi, ['host:0'], 'kubernetes-api')).toEqual(['degraded: control-planes + api-vip']);
});

test('each remedy gives the state it promises, keeps hosts at their places, and leaves the given plan alone', () => {
  const plan = buildPlan(['all', 'all nfs', 'all'], {
    ...outside,
    storage: { kind: 'nfs-server' },
    registry: { kind: 'built-in' },
  });
  const before = structuredClone(plan);
  const failure = failureOf(modelOf(plan), ['host:0', 'host:1'], 'lost');
  for (const { id } of modelOf(plan).capabilities) {
    const now = assess(modelOf(plan), failure).find(({ capability }) => capability === id)?.state ?? 'up';
    for (const remedy of remedies(plan, failure, id)) {
      const then = assess(modelOf(remedy.plan), failure).find(({ capability }) => capability === id);
      expect(then?.state).toBe(remedy.state);
      expect(states.indexOf(remedy.state)).toBeLessThan(states.indexOf(now));
      expect(remedy.plan.hosts.slice(0, 3).map(({ name }) => name)).toEqual(['node-1', 'node-2', 'node-3']);
    }
  }
  expect(plan).toEqual(before);
});

test('what is up needs no remedy', () => {
  expect(offered(buildPlan(['all', 'all', 'all']), ['host:1'], 'kubernetes-api')).toEqual([]);
});
