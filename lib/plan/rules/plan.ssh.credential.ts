import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';

export const planSshCredential = rule('plan.ssh.credential', 'hosts', ({ plan }) => {
  return plan.hosts.flatMap((host, index) =>
    host.ssh.credential !== ''
      ? []
      : [
          {
            severity: 'block' as const,
            hosts: [host.name],
            path: `hosts.${index}.ssh.credential`,
            values: { host: labelOf(plan, host), user: host.ssh.user },
          },
        ],
  );
});
