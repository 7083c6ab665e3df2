import { etcdLayout } from '@/lib/plan/etcd-layout';
import { hostWithFewestRoles } from '@/lib/plan/fewest-roles';
import type { FindingFix } from '@/lib/plan/finding';
import { dropRole } from '@/lib/plan/fixes/drop-role';
import { giveRole } from '@/lib/plan/fixes/give-role';
import { makeControlPlanes } from '@/lib/plan/fixes/make-control-planes';
import { stepDown } from '@/lib/plan/fixes/step-down';
import { toleratedLosses } from '@/lib/plan/quorum';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole, type Plan, type PlanHost } from '@/lib/plan/schema';

const isControlPlane = (host: PlanHost) => host.roles.includes('control-plane');

/** One more member where a third makes a quorum, one fewer where the last adds nothing; null while etcd is half apart. */
function makeOdd(plan: Plan, members: PlanHost[]): FindingFix | null {
  const more = members.length === 2;
  const layout = etcdLayout(plan);
  if (layout === 'stacked') {
    const free = more ? hostWithFewestRoles(plan, (host) => !isControlPlane(host)) : null;
    if (free) return makeControlPlanes.offer({ hosts: free.name, count: 1 });
    const last = members.findLast((host) => host.roles.length > 2);
    return last ? stepDown.offer({ host: last.name }) : null;
  }
  if (layout === 'mixed') return null;
  const free = more ? hostWithFewestRoles(plan, (host) => !isControlPlane(host) && !host.roles.includes('etcd')) : null;
  if (free) return giveRole.offer({ host: free.name, role: 'etcd' });
  const last = members.findLast((host) => host.roles.length > 1);
  return last ? dropRole.offer({ host: last.name, role: 'etcd' }) : null;
}

/** An even number of voters tolerates no more losses than one fewer, and has one more to lose (etcd's FAQ). */
export const planEtcdOdd = rule('plan.etcd.odd', 'hosts', ({ plan }) => {
  const members = hostsWithRole(plan, 'etcd');
  const found = members.length;
  if (found === 0 || found % 2 === 1) return [];
  const tolerates = toleratedLosses(found);
  return [
    {
      severity: 'block',
      path: 'hosts',
      hosts: members.map((host) => host.name),
      values: { found, fewer: found - 1, more: found + 1, tolerates },
      fix: makeOdd(plan, members),
    },
  ];
});
