import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';

/** kubeadm puts an etcd member on every control plane; etcd on hosts of its own is not carried out yet. */
export const planEtcdStacked = rule('plan.etcd.stacked', 'hosts', ({ plan }) => {
  return plan.hosts.flatMap((host, index) => {
    const etcd = host.roles.includes('etcd');
    const controlPlane = host.roles.includes('control-plane');
    if (etcd === controlPlane) return [];
    return [
      {
        severity: 'block' as const,
        hosts: [host.name],
        path: `hosts.${index}.roles`,
        values: { host: labelOf(plan, host), problem: etcd ? 'etcdAlone' : 'controlPlaneAlone' },
      },
    ];
  });
});
