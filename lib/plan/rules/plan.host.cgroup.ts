import { overriddenKubelet } from '@/lib/plan/kubeadm-overrides';
import { rule } from '@/lib/plan/rule';

/** failCgroupV1 is true by default from Kubernetes 1.35. */
const firstMinor = 35;

/** kubelet refuses to start on cgroup v1 unless the plan's overrides say `failCgroupV1: false`. */
export const planHostCgroup = rule('plan.host.cgroup', 'kubernetes', ({ plan, facts }) => {
  const minor = Number(/^v1\.(\d+)\./.exec(plan.kubernetes.version)?.[1]);
  if (!(minor >= firstMinor) || overriddenKubelet(plan.kubernetes.overrides.kubeadm).failCgroupV1 === false) return [];
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
