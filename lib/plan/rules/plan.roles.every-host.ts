import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';

export const planRolesEveryHost = rule('plan.roles.every-host', 'hosts', ({ plan }) => {
  return plan.hosts.flatMap((host, index) =>
    host.roles.length > 0
      ? []
      : [
          {
            severity: 'block' as const,
            hosts: [host.name],
            path: `hosts.${index}.roles`,
            values: { host: labelOf(plan, host) },
          },
        ],
  );
});
