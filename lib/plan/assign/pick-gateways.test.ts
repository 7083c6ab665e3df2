import { expect, test } from 'vitest';
import type { Plan } from '@/lib/plan/schema';
import { assignContext } from './context';
import { pickGateways } from './pick-gateways';
import { planOf } from './testing';

function pick(plan: Plan, controlPlanes: number) {
  const context = assignContext(plan, {});
  const chosen = pickGateways(context, plan.hosts.slice(0, controlPlanes), plan.hosts.slice(controlPlanes));
  const names = chosen.map(({ name }) => name);
  return { names, reasons: context.reasons.map(({ key }) => key), couldNot: context.couldNot };
}

test('three of the workers, in different domains', () => {
  expect(pick(planOf('A', 'A', 'A', 'B', 'C'), 1)).toEqual({
    names: ['node-2', 'node-4', 'node-5'],
    reasons: ['gateways'],
    couldNot: [],
  });
});

test('control planes, where the API shares the applications’ entry', () => {
  const plan = planOf('A', 'B', 'C', 'A');
  plan.entry.api = { kind: 'application-entry' };
  expect(pick(plan, 3)).toMatchObject({
    names: ['node-1', 'node-2', 'node-3'],
    reasons: ['gatewaysOnControlPlanes'],
  });
});

test('all in one domain, and only one, are said', () => {
  expect(pick(planOf('B', 'A', 'A'), 1).couldNot).toEqual([{ key: 'gatewayDomains', values: { domain: ['A'] } }]);
  expect(pick(planOf('B', 'A'), 1).couldNot).toEqual([{ key: 'secondGateway', values: { found: 1, needed: 2 } }]);
});
