import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';
import { isReachedBySsh } from '@/lib/plan/ssh-hosts';

/** Not reached is not the same as healthy: every rule below that reads facts says nothing about such a host. */
export const planFactsMissing = rule('plan.facts.missing', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index) =>
    host.address === '' || facts[host.name] || !isReachedBySsh(plan, host)
      ? []
      : [
          {
            severity: 'warn' as const,
            hosts: [host.name],
            path: `hosts.${index}.address`,
            values: { host: labelOf(plan, host), address: host.address },
          },
        ],
  );
});
