import { labelProblem } from '@/lib/plan/host-name';
import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';

export const planNamesValid = rule('plan.names.valid', 'hosts', ({ plan }) => {
  return plan.hosts.flatMap((host, index) => {
    const problem = labelProblem(host.name);
    if (!problem) return [];
    return [
      {
        severity: 'block' as const,
        hosts: [host.name],
        path: `hosts.${index}.name`,
        values: { problem, found: host.name, host: labelOf(plan, host) },
      },
    ];
  });
});
