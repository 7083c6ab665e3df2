import { messageKey } from '@/lib/plan/message-key';
import { labelOf } from '@/lib/plan/node-networks';
import { type Found, rule } from '@/lib/plan/rule';
import { idleServices, withdrawService } from '@/lib/plan/service-hosts';

/**
 * Built-in, external or a pair: hosts have MySQL roles only for the last. The plan names one kind, so two can't be chosen; a role that nothing
 * uses does no harm to the database that is: a warning.
 */
export const planDbExclusive = rule('plan.db.exclusive', 'database', ({ plan }) => {
  if (plan.database.kind === 'mysql-pair') return [];
  return idleServices(plan, ['mysql-primary', 'mysql-replica']).map(
    ({ host, index, role }): Found => ({
      severity: 'warn',
      hosts: [host.name],
      path: `hosts.${index}.roles`,
      values: { host: labelOf(plan, host), role: messageKey(role), database: messageKey(plan.database.kind) },
      fix: withdrawService(host, role),
    }),
  );
});
