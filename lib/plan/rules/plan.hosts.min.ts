import { etcdLayout } from '@/lib/plan/etcd-layout';
import { hostWithFewestRoles } from '@/lib/plan/fewest-roles';
import type { FindingFix } from '@/lib/plan/finding';
import { makeControlPlanes } from '@/lib/plan/fixes/make-control-planes';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole, type Plan } from '@/lib/plan/schema';

/** Fewer than three control planes survive no loss: with stacked etcd, two need both for a quorum. */
const needed = 3;

/** More control planes on the hosts with most room, or null when there are too few hosts. */
function promote(plan: Plan, missing: number): FindingFix | null {
  const apart = etcdLayout(plan) === 'apart';
  const chosen: string[] = [];
  for (let count = 0; count < missing; count++) {
    const free = hostWithFewestRoles(
      plan,
      (host) =>
        !host.roles.includes('control-plane') && !chosen.includes(host.name) && !(apart && host.roles.includes('etcd')),
    );
    if (!free) return null;
    chosen.push(free.name);
  }
  return makeControlPlanes.offer({ hosts: chosen.join(', '), count: missing });
}

export const planHostsMin = rule('plan.hosts.min', 'hosts', ({ plan }) => {
  const found = hostsWithRole(plan, 'control-plane').length;
  if (found >= needed) return [];
  const severity = found === 0 ? ('block' as const) : ('warn' as const);
  const fix = promote(plan, needed - found) ?? (found === 0 ? promote(plan, 1) : null);
  return [{ severity, values: { found }, fix }];
});
