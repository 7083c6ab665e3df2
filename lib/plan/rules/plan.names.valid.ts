import { isDnsName, labelProblem } from '@/lib/plan/host-name';
import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';

export const planNamesValid = rule('plan.names.valid', 'hosts', ({ plan }) => {
  return plan.hosts.flatMap((host, index) => {
    // Slipway names hosts by one label; nodes of an existing cluster may have a name of several (RFC 1123 subdomain).
    const several = plan.kubernetes.distribution === 'existing' && isDnsName(host.name);
    const problem = several ? null : labelProblem(host.name);
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
