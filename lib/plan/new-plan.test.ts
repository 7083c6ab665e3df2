import { expect, test } from 'vitest';
import { drawRouterId, newPlan, planTemplates } from './new-plan';
import { hostsWithRole, planSchema, type Role, roles } from './schema';

test('every template is a valid document', () => {
  for (const template of planTemplates) {
    const plan = newPlan('prod', template, () => 0.5);
    expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  }
});

test('three hosts carry every role and share a virtual address', () => {
  const plan = newPlan('prod', 'three-hosts', () => 0);
  expect(plan.hosts.map((host) => [host.name, host.roles.length])).toEqual([
    ['node-1', 5],
    ['node-2', 5],
    ['node-3', 5],
  ]);
  expect(plan.entry.api).toMatchObject({ kind: 'keepalived', virtualRouterId: 52, advertIntervalSeconds: 0.3 });
});

test('six hosts keep control planes apart from workers', () => {
  const plan = newPlan('prod', 'six-hosts', () => 0);
  expect(hostsWithRole(plan, 'etcd').map((host) => host.name)).toEqual(['node-1', 'node-2', 'node-3']);
  expect(hostsWithRole(plan, 'worker').map((host) => host.name)).toEqual(['node-4', 'node-5', 'node-6']);
});

test('nine hosts keep etcd apart from the API and from the workers', () => {
  const plan = newPlan('prod', 'nine-hosts', () => 0);
  const holders = (role: Role) => hostsWithRole(plan, role).map((host) => host.name);
  expect(holders('control-plane')).toEqual(['node-1', 'node-2', 'node-3']);
  expect(holders('etcd')).toEqual(['node-4', 'node-5', 'node-6']);
  for (const role of ['worker', 'gateway', 'build'] as const) {
    expect(holders(role)).toEqual(['node-7', 'node-8', 'node-9']);
  }
});

test('each rack holds one host of each kind, so that no rack holds a majority', () => {
  for (const template of ['three-hosts', 'six-hosts', 'nine-hosts'] as const) {
    const plan = newPlan('prod', template, () => 0);
    expect(plan.domains.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    for (const role of roles) {
      const racks = hostsWithRole(plan, role).map((host) => host.failureDomain);
      expect(racks).toEqual(['A', 'B', 'C']);
    }
  }
});

test('a single host and an empty plan have no rack to be spread over', () => {
  expect([newPlan('trial', 'one-host').domains, newPlan('prod', 'empty').domains]).toEqual([[], []]);
});

test('one host needs no virtual address', () => {
  expect(newPlan('trial', 'one-host').entry.api).toEqual({ kind: 'host' });
});

test('the router id stays in range and is never 51', () => {
  expect([0, 0.5, 0.999999].map((value) => drawRouterId(() => value))).toEqual([52, 154, 255]);
});
