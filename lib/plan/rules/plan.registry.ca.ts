import { pemProblem } from '@/lib/plan/pem-certificates';
import { type Found, rule } from '@/lib/plan/rule';

export const planRegistryCa = rule('plan.registry.ca', 'registry', ({ plan }) => {
  if (plan.registry.kind !== 'external' || plan.registry.ca.trim() === '') return [];
  const path = 'registry.ca';
  const found = pemProblem(plan.registry.ca);
  if (found) return [{ severity: 'block', path, values: { problem: found.problem, number: found.number } }];
  if (plan.registry.scheme === 'https') return [];
  return [{ severity: 'info', path, values: { problem: 'unused', number: 1 } } satisfies Found];
});
