import { expect, it } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { survivalsOf } from './survival';

const of = (change: Parameters<typeof samplePlan>[0]) =>
  Object.fromEntries(survivalsOf(samplePlan(change)).map((each) => [each.id, each]));

it('three hosts with everything outside survive any one, and what is outside is as declared', () => {
  const found = of((plan) => withRainbond(plan));
  expect(Object.keys(found)).toHaveLength(9);
  expect(found['kubernetes-api']).toMatchObject({ kind: 'survives', count: 1 });
  expect(found.database).toMatchObject({ kind: 'declared' });
});

it('names the host with which a capability stops', () => {
  const found = of((plan) => {
    withRainbond(plan);
    plan.registry = { kind: 'built-in' };
  });
  expect(found.registry).toMatchObject({ kind: 'stops', hosts: ['node-1'] });
});
