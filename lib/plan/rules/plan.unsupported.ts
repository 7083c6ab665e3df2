import { rule } from '@/lib/plan/rule';
import { unsupported } from '@/lib/plan/unsupported';

export const planUnsupported = rule('plan.unsupported', 'hosts', ({ plan }) => {
  return unsupported(plan).map(({ choice, section, path, hosts }) => ({
    severity: 'block' as const,
    section,
    path,
    hosts,
    values: { choice },
  }));
});
