import { etcdLayout } from '@/lib/plan/etcd-layout';
import { hostsWithFewestRoles } from '@/lib/plan/fewest-roles';
import type { FindingFix } from '@/lib/plan/finding';
import { makeControlPlanes } from '@/lib/plan/fixes/make-control-planes';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole, type Plan } from '@/lib/plan/schema';

/** Fewer than three control planes survive no loss: with stacked etcd, two need both for a quorum. */
const needed = 3;

/** More control planes on the hosts with most room, or null when there are too few hosts. */
function promote(plan: Plan, missing: number): FindingFix | null {
  const layout = etcdLayout(plan);
  // Where etcd is a mixture or missing, that comes first: new members beside it would not make it whole.
  if (layout === 'mixed' || (layout === 'none' && hostsWithRole(plan, 'control-plane').length > 0)) return null;
  const apart = layout === 'apart';
  const chosen = hostsWithFewestRoles(
    plan,
    missing,
    ({ roles }) => !roles.includes('control-plane') && !(apart && roles.includes('etcd')),
  );
  return chosen && makeControlPlanes.offer({ hosts: chosen.map(({ name }) => name).join(', '), count: missing });
}

export const planHostsMin = rule('plan.hosts.min', 'hosts', ({ plan }) => {
  const found = hostsWithRole(plan, 'control-plane').length;
  if (found >= needed) return [];
  const severity = found === 0 ? ('block' as const) : ('warn' as const);
  const fix = promote(plan, needed - found) ?? (found === 0 ? promote(plan, 1) : null);
  return [{ severity, values: { found }, fix }];
});
