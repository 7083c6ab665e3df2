import { expect, test } from 'vitest';
import { diffPlans } from './diff-plans';
import { samplePlan } from './samples';
import type { PlanHost } from './schema';

test('the same plan has no difference', () => {
  expect(diffPlans(samplePlan(), samplePlan())).toEqual([]);
});

test('each changed field is named with what was and what is', () => {
  const after = samplePlan(({ hosts, kubernetes }) => {
    (hosts[1] as PlanHost).address = '10.0.0.22';
    (hosts[2] as PlanHost).roles = ['worker'];
    kubernetes.version = 'v1.36.4';
  });
  expect(diffPlans(samplePlan(), after)).toEqual([
    { path: 'hosts.node-2.address', kind: 'changed', before: '10.0.0.12', after: '10.0.0.22' },
    {
      path: 'hosts.node-3.roles',
      kind: 'changed',
      before: ['control-plane', 'etcd', 'worker', 'gateway', 'build'],
      after: ['worker'],
    },
    { path: 'kubernetes.version', kind: 'changed', before: 'v1.36.3', after: 'v1.36.4' },
  ]);
});

test('a host that goes does not change those after it', () => {
  const changes = diffPlans(
    samplePlan(),
    samplePlan(({ hosts }) => void hosts.shift()),
  );
  expect(changes.map(({ path, kind }) => [path, kind])).toEqual([['hosts.node-1', 'removed']]);
});

test('another kind of entry shows what it brings and what it takes away', () => {
  const after = samplePlan(({ entry }) => Object.assign(entry, { api: { kind: 'host' } }));
  expect(
    diffPlans(samplePlan(), after)
      .map(({ path, kind }) => [path, kind])
      .slice(0, 2),
  ).toEqual([
    ['entry.api.kind', 'changed'],
    ['entry.api.address', 'removed'],
  ]);
  expect(diffPlans(after, samplePlan()).find(({ path }) => path === 'entry.api.address')).toEqual({
    path: 'entry.api.address',
    kind: 'added',
    after: '10.0.0.100',
  });
});

test('two hosts without a name are told apart by their place', () => {
  const nameless = samplePlan(({ hosts }) => {
    for (const host of hosts) host.name = '';
  });
  const changed = structuredClone(nameless);
  (changed.hosts[2] as PlanHost).address = '10.0.0.9';
  expect(diffPlans(nameless, changed).map(({ path }) => path)).toEqual(['hosts.#3.address']);
});

test('a renamed host is the same host, and its name a field that changed', () => {
  const after = samplePlan(({ hosts }) => {
    Object.assign(hosts[1] as PlanHost, { name: 'db-1', roles: ['worker'] });
  });
  expect(diffPlans(samplePlan(), after).map(({ path, after: now }) => [path, now])).toEqual([
    ['hosts.node-2.name', 'db-1'],
    ['hosts.node-2.roles', ['worker']],
  ]);
});

test('a host that takes the address of one that stays is a new one', () => {
  const after = samplePlan(({ hosts }) => {
    hosts.push({ ...(hosts[0] as PlanHost), name: 'node-4' });
  });
  expect(diffPlans(samplePlan(), after).map(({ path, kind }) => [path, kind])).toEqual([['hosts.node-4', 'added']]);
});
