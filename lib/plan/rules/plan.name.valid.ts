import { labelProblem } from '@/lib/plan/host-name';
import { rule } from '@/lib/plan/rule';

export const planNameValid = rule('plan.name.valid', 'hosts', ({ plan }) => {
  const problem = labelProblem(plan.name);
  return problem ? [{ severity: 'block', path: 'name', values: { problem, found: plan.name } }] : [];
});
