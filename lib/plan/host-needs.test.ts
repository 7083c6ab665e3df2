import { expect, test } from 'vitest';
import { hostNeeds } from './host-needs';
import { samplePlan, withRainbond } from './samples';
import type { Plan, PlanHost } from './schema';

const whys = (plan: Plan, index: number) => hostNeeds(plan, plan.hosts[index] as PlanHost).map(({ why }) => why);

test('every host needs what Kubernetes needs, a control plane more', () => {
  const plan = samplePlan(() => {}, 'six-hosts');
  expect([whys(plan, 0), whys(plan, 3)]).toEqual([['kubernetes', 'controlPlane'], ['kubernetes']]);
});

test('Rainbond asks for more where it runs, the gravest first', () => {
  const plan = samplePlan(withRainbond, 'six-hosts');
  expect(whys(plan, 0)).toEqual(['kubernetes', 'controlPlane']);
  expect(whys(plan, 3)).toEqual(['kubernetes', 'rainbond', 'production']);
  expect(hostNeeds(plan, plan.hosts[3] as PlanHost).map(({ severity }) => severity)).toEqual(['block', 'warn', 'info']);
});
