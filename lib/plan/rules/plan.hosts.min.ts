import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** Fewer than three control planes survive no loss: with stacked etcd, two need both for a quorum. */
export const planHostsMin = rule('plan.hosts.min', 'hosts', ({ plan }) => {
  const found = hostsWithRole(plan, 'control-plane').length;
  if (found === 0) return [{ severity: 'block', values: { found } }];
  return found < 3 ? [{ severity: 'warn', values: { found } }] : [];
});
