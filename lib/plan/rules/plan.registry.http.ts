import { rule } from '@/lib/plan/rule';

export const planRegistryHttp = rule('plan.registry.http', 'registry', ({ plan }) => {
  if (plan.registry.kind !== 'external' || plan.registry.scheme !== 'http') return [];
  return [{ severity: 'warn', path: 'registry.scheme', values: { found: plan.registry.address } }];
});
