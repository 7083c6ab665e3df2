import { expect, test } from 'vitest';
import { hostsWithFewestRoles, hostWithFewestRoles } from './fewest-roles';
import { samplePlan } from './samples';
import type { PlanHost } from './schema';

const any = () => true;

test('the host with fewest roles takes one more', () => {
  const plan = samplePlan(({ hosts }) => {
    (hosts[2] as PlanHost).roles = ['worker'];
  });
  expect(hostWithFewestRoles(plan, any)?.name).toBe('node-3');
});

test('among equals it is the next after the one to stay apart from, in a circle', () => {
  const plan = samplePlan();
  expect(hostWithFewestRoles(plan, any, plan.hosts[1])?.name).toBe('node-3');
  expect(hostWithFewestRoles(plan, any, plan.hosts[2])?.name).toBe('node-1');
});

test('another failure domain goes before the order', () => {
  const plan = samplePlan(({ hosts }) => {
    for (const [index, domain] of ['B', 'A', 'A'].entries()) (hosts[index] as PlanHost).failureDomain = domain;
  });
  expect(hostWithFewestRoles(plan, any, plan.hosts[1])?.name).toBe('node-1');
});

test('none is eligible, or has a name to be called by', () => {
  const plan = samplePlan(({ hosts }) => {
    (hosts[0] as PlanHost).name = '';
  });
  expect(hostWithFewestRoles(plan, () => false)).toBeNull();
  expect(hostWithFewestRoles(plan, (host) => host === plan.hosts[0])).toBeNull();
});

test('several are different ones, or none', () => {
  const plan = samplePlan();
  expect(hostsWithFewestRoles(plan, 2, any)?.map(({ name }) => name)).toEqual(['node-1', 'node-2']);
  expect(hostsWithFewestRoles(plan, 4, any)).toBeNull();
});
