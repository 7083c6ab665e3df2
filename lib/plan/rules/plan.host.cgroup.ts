import { refusesCgroupV1 } from '@/lib/plan/cgroup-need';
import { rule } from '@/lib/plan/rule';

export const planHostCgroup = rule('plan.host.cgroup', 'kubernetes', ({ plan, facts }) => {
  if (!refusesCgroupV1(plan)) return [];
  return plan.hosts.flatMap((host, index) =>
    facts[host.name]?.cgroup === 'v1'
      ? [
          {
            severity: 'block' as const,
            section: 'hosts' as const,
            hosts: [host.name],
            path: `hosts.${index}.address`,
            values: { host: host.name, version: plan.kubernetes.version },
          },
        ]
      : [],
  );
});
