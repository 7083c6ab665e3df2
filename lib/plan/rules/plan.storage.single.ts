import { hostWithFewestRoles } from '@/lib/plan/fewest-roles';
import { addNfsSecondary } from '@/lib/plan/fixes/add-nfs-secondary';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** Hard NFS mounts hang while their server is away: also those of running applications. */
export const planStorageSingle = rule('plan.storage.single', 'storage', ({ plan }) => {
  if (plan.storage.kind !== 'nfs-server' || plan.storage.mode !== 'single') return [];
  const [server, ...others] = hostsWithRole(plan, 'nfs-primary');
  if (!server || others.length > 0) return [];
  const second = hostWithFewestRoles(plan, () => true, server);
  const consoleThere = plan.rainbond.kind !== 'none' && plan.rainbond.console;
  return [
    {
      severity: 'warn',
      path: 'storage.mode',
      hosts: [server.name],
      values: { host: server.name, console: consoleThere ? 'yes' : 'no' },
      fix: second && addNfsSecondary.offer({ host: second.name }),
    },
  ];
});
