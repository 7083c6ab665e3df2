import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** `goodrain.me`, the built-in registry's name, stands in every node's hosts file with the first gateway's address, not the entry's. */
export const planRegistryBuiltIn = rule('plan.registry.built-in', 'registry', ({ plan }) => {
  if (plan.rainbond.kind === 'none' || plan.registry.kind !== 'built-in') return [];
  const host = hostsWithRole(plan, 'gateway')[0]?.name ?? '';
  return [{ severity: 'warn', path: 'registry.kind', hosts: host === '' ? [] : [host], values: { host } }];
});
