import { expect, it } from 'vitest';
import { newPlan } from '@/lib/plan/new-plan';
import { lossesOf } from './losses';

const states = (plan: Parameters<typeof lossesOf>[0]) => Object.values(lossesOf(plan)).map(({ state }) => state);

it('shows that losing one of three hosts stops nothing, and moves the entry when it holds the address', () => {
  expect(states(newPlan('x', 'three-hosts', () => 0))).toEqual(['degraded', 'passed', 'passed']);
});

it('shows that losing the only host stops the API', () => {
  const plan = newPlan('x', 'one-host');
  expect(lossesOf(plan)['node-1']).toMatchObject({
    state: 'failed',
    loss: { outcome: 'stops', capabilities: ['kubernetes-api', 'scheduling'] },
  });
});
