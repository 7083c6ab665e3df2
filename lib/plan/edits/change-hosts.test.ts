import { expect, it } from 'vitest';
import { newPlan } from '../new-plan';
import { changeHosts, common } from './change-hosts';

it('changes the hosts at the given places, and leaves the others the same objects', () => {
  const plan = newPlan('x', 'three-hosts', () => 0);
  const changed = changeHosts(plan, new Set([0, 2]), (each) => ({ ...each, failureDomain: 'D' }));
  expect(changed.hosts.map((each) => each.failureDomain)).toEqual(['D', 'B', 'D']);
  expect(changed.hosts[1]).toBe(plan.hosts[1]);
  expect(changeHosts(plan, 1, (each) => ({ ...each, name: 'b' })).hosts[1]?.name).toBe('b');
});

it('knows a common value from a mixed one', () => {
  expect([common([22, 22]), common([22, 23]), common([])]).toEqual([22, null, null]);
});
