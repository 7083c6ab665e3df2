import { expect, test } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { balancedOf, loadBalancerChecks } from './checks';

const context = (change: (plan: Plan) => void) => ({
  plan: samplePlan((plan) => {
    withRainbond(plan);
    change(plan);
  }, 'six-hosts'),
  facts: {},
  bundle: null,
});
const concerned = (id: string, change: (plan: Plan) => void) => {
  const made = context(change);
  const check = loadBalancerChecks.find((one) => one.id === id);
  return made.plan.hosts.filter((host) => check?.appliesTo(made, host)).map(({ name }) => name);
};
const balancer = { kind: 'load-balancer' as const, address: '10.0.0.9', declared: '' };

test('lb.gateway: asked of gateways; lb.gateway-drop of the last one alone', () => {
  const change = (plan: Plan) => {
    plan.entry.application = balancer;
  };
  expect(concerned('lb.gateway', change)).toEqual(['node-4', 'node-5', 'node-6']);
  expect(concerned('lb.gateway-drop', change)).toEqual(['node-6']);
  expect(concerned('lb.api', change)).toEqual([]);
});

test('lb.api: its own port in front, 6443 behind; lb.client on every node', () => {
  const change = (plan: Plan) => {
    plan.entry.application = { kind: 'none' };
    plan.entry.api = { ...balancer, port: 8443 };
  };
  expect(concerned('lb.api', change)).toEqual(['node-1', 'node-2', 'node-3']);
  expect(concerned('lb.api-drop', change)).toEqual(['node-3']);
  expect(concerned('lb.client', change)).toHaveLength(6);
  expect(balancedOf(context(change))).toMatchObject([{ id: 'lb.api', ports: [{ front: 8443, back: 6443 }] }]);
});

test('lb.api: through the applications’ balancer where the plan says so, and nothing where nothing is balanced', () => {
  const shared = (plan: Plan) => {
    plan.entry = { application: balancer, api: { kind: 'application-entry' } };
  };
  expect(balancedOf(context(shared)).map(({ id, address }) => [id, address])).toEqual([
    ['lb.gateway', '10.0.0.9'],
    ['lb.api', '10.0.0.9'],
  ]);
  const none = (plan: Plan) => {
    plan.entry = { application: { kind: 'none' }, api: { kind: 'host' } };
  };
  expect(balancedOf(context(none))).toEqual([]);
  expect(concerned('lb.client', none)).toEqual([]);
});
