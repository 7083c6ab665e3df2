import { messageKey } from '@/lib/plan/message-key';
import { labelOf } from '@/lib/plan/node-networks';
import { type Found, rule } from '@/lib/plan/rule';
import type { Plan, ServiceRole } from '@/lib/plan/schema';
import { idleServices, withdrawService } from '@/lib/plan/service-hosts';

function unusedRoles({ storage }: Plan): ServiceRole[] {
  const nfs: ServiceRole[] =
    storage.kind !== 'nfs-server'
      ? ['nfs-primary', 'nfs-secondary']
      : storage.mode === 'single'
        ? ['nfs-secondary']
        : [];
  return storage.kind === 'ceph' ? nfs : [...nfs, 'ceph'];
}

/** One kind of storage for a plan: a role of another kind would set up a service that nothing uses. */
export const planStorageExclusive = rule('plan.storage.exclusive', 'storage', ({ plan }) => {
  return idleServices(plan, unusedRoles(plan)).map(
    ({ host, index, role }): Found => ({
      severity: 'warn',
      hosts: [host.name],
      path: `hosts.${index}.roles`,
      values: { host: labelOf(plan, host), role: messageKey(role), storage: messageKey(plan.storage.kind) },
      fix: withdrawService(host, role),
    }),
  );
});
