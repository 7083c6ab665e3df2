import { expect, test } from 'vitest';
import { samplePlan } from './samples';
import { vipSchema } from './schema';
import { hostsBySsh, isReachedBySsh } from './ssh-hosts';
import { clusterPlan } from './testing/cluster-plans';

const names = (plan: ReturnType<typeof samplePlan>) => hostsBySsh(plan).map(({ name }) => name);

test('every host of a cluster that Slipway makes', () => {
  expect(names(samplePlan())).toEqual(['node-1', 'node-2', 'node-3']);
});

test('of an existing one none, until helm has a host', () => {
  expect(names(clusterPlan())).toEqual([]);
  expect(names(clusterPlan((plan) => Object.assign(plan.kubernetes, { runner: 'node-2' })))).toEqual(['node-2']);
});

test('gateways, when Keepalived is set up on them', () => {
  const plan = clusterPlan((plan) => {
    plan.entry.application = vipSchema.parse({ kind: 'keepalived', address: '10.0.0.100', virtualRouterId: 77 });
    plan.hosts[2]?.roles.splice(3);
  });
  expect(names(plan)).toEqual(['node-1', 'node-2']);
});

test('a host with a login is looked at as well, though nobody has to', () => {
  const plan = clusterPlan(({ hosts }) => Object.assign(hosts[1]?.ssh ?? {}, { credential: 'key' }));
  expect(plan.hosts.map((host) => isReachedBySsh(plan, host))).toEqual([false, true, false]);
});
