import { expect, it } from 'vitest';
import { newPlan } from '@/lib/plan/new-plan';
import { hostSchema, roles } from '@/lib/plan/schema';
import { common, toggleRole, withHosts, withoutHosts } from './edit-host';

const host = (...given: string[]) => hostSchema.parse({ name: 'a', address: '', roles: given });

it('changes the hosts at the given places only', () => {
  const plan = newPlan('x', 'three-hosts', () => 0);
  const changed = withHosts(plan, new Set([0, 2]), (each) => ({ ...each, failureDomain: 'D' }));
  expect(changed.hosts.map((each) => each.failureDomain)).toEqual(['D', 'B', 'D']);
  expect(withoutHosts(plan, new Set([1])).hosts.map((each) => each.name)).toEqual(['node-1', 'node-3']);
});

it('gives etcd to a new control plane and takes it with it', () => {
  expect(toggleRole(host('worker'), 'control-plane', true, roles).roles).toEqual(['control-plane', 'etcd', 'worker']);
  expect(toggleRole(host('control-plane', 'etcd', 'worker'), 'control-plane', false, roles).roles).toEqual(['worker']);
});

it('keeps the order of roles whatever the order of clicks, and roles of services at the end', () => {
  expect(toggleRole(host('build', 'ceph'), 'worker', true, roles).roles).toEqual(['worker', 'build', 'ceph']);
});

it('knows a common value from a mixed one', () => {
  expect([common([22, 22]), common([22, 23]), common([])]).toEqual([22, null, null]);
});
