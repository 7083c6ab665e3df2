import { rule } from '@/lib/plan/rule';
import { hostsWithRole, type Role } from '@/lib/plan/schema';

/** Somebody has to do each job. Control planes are counted by plan.hosts.min; gateways and builds are Rainbond's. */
export const planRolesNonempty = rule('plan.roles.nonempty', 'hosts', ({ plan }) => {
  if (plan.hosts.length === 0) return [];
  const needed: Role[] = plan.rainbond.kind === 'none' ? ['etcd', 'worker'] : ['etcd', 'worker', 'gateway', 'build'];
  return needed
    .filter((role) => hostsWithRole(plan, role).length === 0)
    .map((role) => ({ severity: 'block' as const, values: { role } }));
});
