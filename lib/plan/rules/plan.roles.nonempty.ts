import { hostWithFewestRoles } from '@/lib/plan/fewest-roles';
import type { FindingFix } from '@/lib/plan/finding';
import { giveRole } from '@/lib/plan/fixes/give-role';
import { stackEtcd } from '@/lib/plan/fixes/stack-etcd';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole, type Plan, type Role } from '@/lib/plan/schema';

/** Workers are the first choice for what handles load; etcd goes where the control planes are. */
function giveTo(plan: Plan, role: Role): FindingFix | null {
  if (role === 'etcd') {
    return hostsWithRole(plan, 'control-plane').length % 2 === 1 ? stackEtcd.offer({}) : null;
  }
  const host =
    hostWithFewestRoles(plan, ({ roles }) => roles.includes('worker')) ?? hostWithFewestRoles(plan, () => true);
  return host && giveRole.offer({ host: host.name, role });
}

/** Somebody has to do each job. Control planes are counted by plan.hosts.min; gateways and builds are Rainbond's. */
export const planRolesNonempty = rule('plan.roles.nonempty', 'hosts', ({ plan }) => {
  if (plan.hosts.length === 0) return [];
  // An existing cluster's etcd may be its provider's, and on no host of the plan.
  const own: Role[] = plan.kubernetes.distribution === 'existing' ? ['worker'] : ['etcd', 'worker'];
  const needed: Role[] = plan.rainbond.kind === 'none' ? own : [...own, 'gateway', 'build'];
  return needed
    .filter((role) => hostsWithRole(plan, role).length === 0)
    .map((role) => ({ severity: 'block' as const, values: { role }, fix: giveTo(plan, role) }));
});
