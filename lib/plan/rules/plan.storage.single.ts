import { hostWithFewestRoles } from '@/lib/plan/fewest-roles';
import { addNfsSecondary } from '@/lib/plan/fixes/add-nfs-secondary';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** Hard NFS mounts hang while their server is away: also those of running applications. */
export const planStorageSingle = rule('plan.storage.single', 'storage', ({ plan }) => {
  if (plan.storage.kind !== 'nfs-server' || plan.storage.mode !== 'single') return [];
  const [server, ...others] = hostsWithRole(plan, 'nfs-primary');
  if (!server || others.length > 0) return [];
  // A host may have the role already, from before the mode was changed: two of them would be one too many.
  const idle = hostsWithRole(plan, 'nfs-secondary');
  const second = idle.length === 0 ? hostWithFewestRoles(plan, () => true, server) : (idle[0] ?? null);
  const free = second !== null && second !== server && idle.length <= 1;
  const consoleThere = plan.rainbond.kind !== 'none' && plan.rainbond.console;
  return [
    {
      severity: 'warn',
      path: 'storage.mode',
      hosts: [server.name],
      values: { host: server.name, console: consoleThere ? 'yes' : 'no' },
      fix: free ? addNfsSecondary.offer({ host: second.name }) : null,
    },
  ];
});
