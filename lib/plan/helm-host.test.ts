import { expect, test } from 'vitest';
import { helmHostOf } from './helm-host';
import { samplePlan, withRainbond } from './samples';
import { type Plan, vipSchema } from './schema';

const hostOf = (change: (plan: Plan) => void) => helmHostOf(samplePlan(change))?.name;
const vip = vipSchema.parse({ kind: 'keepalived', address: '10.0.0.100', virtualRouterId: 77 });

test('helm runs on the first control plane of a cluster that Slipway makes', () => {
  expect(hostOf(() => {})).toBe('node-1');
  expect(hostOf((plan) => plan.hosts[0]?.roles.shift())).toBe('node-2');
});

test('where the API is at the applications’ entry, the first control plane is one that can hold that address', () => {
  const shared = (plan: Plan) => {
    plan.entry = { api: { kind: 'application-entry' }, application: vip };
    for (const host of plan.hosts.slice(0, 2)) host.roles = host.roles.filter((role) => role !== 'gateway');
  };
  expect(hostOf(shared)).toBe('node-3');
});

test('on a cluster that exists it runs where somebody chose', () => {
  expect(
    hostOf((plan) => withRainbond(plan, '5.17', (each) => Object.assign(each.kubernetes, { runner: 'node-2' }))),
  ).toBe('node-2');
  expect(
    hostOf((plan) => withRainbond(plan, '5.17', (each) => Object.assign(each.kubernetes, { runner: '' }))),
  ).toBeUndefined();
});
