import { giveRole } from '@/lib/plan/fixes/give-role';
import { labelOf } from '@/lib/plan/node-networks';
import { type Found, rule } from '@/lib/plan/rule';

export const planRolesEveryHost = rule('plan.roles.every-host', 'hosts', ({ plan }) => {
  return plan.hosts.flatMap((host, index): Found[] =>
    host.roles.length > 0
      ? []
      : [
          {
            severity: 'block',
            hosts: [host.name],
            path: `hosts.${index}.roles`,
            values: { host: labelOf(plan, host) },
            fix: host.name === '' ? null : giveRole.offer({ host: host.name, role: 'worker' }),
          },
        ],
  );
});
