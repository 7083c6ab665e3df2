import { describe, expect, it } from 'vitest';
import { newPlan } from '../new-plan';
import { type Plan, planSchema } from '../schema';
import { addService, removeService, serviceChoices, serviceIn, slotOf } from './services';

const three = (...domains: string[]): Plan => {
  const plan = newPlan('x', 'three-hosts', () => 0);
  plan.hosts.forEach((host, index) => {
    host.failureDomain = domains[index] ?? '';
    host.roles = ['worker'];
  });
  return plan;
};
const holders = (plan: Plan, role: string) =>
  plan.hosts.filter((host) => host.roles.some((each) => each === role)).map((host) => host.name);

describe.each(serviceChoices)('%s', (choice) => {
  it('is in its slot after it was added, as a document that the schema takes', () => {
    const start = removeService(three(), slotOf[choice]);
    const plan = addService(start, choice, { random: () => 0 });
    expect(serviceIn(start, slotOf[choice])).toBeNull();
    expect(serviceIn(plan, slotOf[choice])).toBe(choice);
    expect(planSchema.parse(plan)).toEqual(plan);
  });

  it('is gone after it was removed, with all of its roles', () => {
    const start = removeService(three(), slotOf[choice]);
    expect(removeService(addService(start, choice), slotOf[choice])).toEqual(start);
  });

  it('changes nothing when it is there already', () => {
    const plan = addService(removeService(three(), slotOf[choice]), choice);
    expect(addService(plan, choice)).toBe(plan);
  });
});

it('puts what Slipway sets up on hosts of different domains', () => {
  const plan = addService(three('A', 'A', 'B'), 'mysql-pair');
  expect([holders(plan, 'mysql-primary'), holders(plan, 'mysql-replica')]).toEqual([['node-1'], ['node-3']]);
});

it('puts it on the hosts that a person has chosen first', () => {
  expect(holders(addService(three(), 'nfs-server', { places: 2 }), 'nfs-primary')).toEqual(['node-3']);
  expect(holders(addService(three(), 'ceph', { places: 2 }), 'ceph')).toEqual(['node-1', 'node-2', 'node-3']);
});

it('gives two virtual addresses of one plan different router ids', () => {
  const plan = addService(three(), 'application-vip', { random: () => 0 });
  const { api, application } = plan.entry;
  expect(api.kind === 'keepalived' && api.virtualRouterId).toBe(52);
  expect(application.kind === 'keepalived' && application.virtualRouterId).toBe(53);
});

it('takes the API from an application entry that goes', () => {
  const plan = addService(three(), 'application-vip');
  plan.entry.api = { kind: 'application-entry' };
  expect(removeService(plan, 'entry.application').entry.api).toEqual({ kind: 'host' });
});
