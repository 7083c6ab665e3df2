import { etcdLayout } from '@/lib/plan/etcd-layout';
import { stackEtcd } from '@/lib/plan/fixes/stack-etcd';
import { labelOf } from '@/lib/plan/node-networks';
import { type Found, rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/**
 * etcd runs on every control plane, or on hosts of its own: kubeadm's ClusterConfiguration has `etcd.local` or
 * `etcd.external` for all control planes together.
 */
export const planEtcdStacked = rule('plan.etcd.stacked', 'hosts', ({ plan }) => {
  if (etcdLayout(plan) !== 'mixed') return [];
  // An even number of members would block instead.
  const fix = hostsWithRole(plan, 'control-plane').length % 2 === 1 ? stackEtcd.offer({}) : null;
  return plan.hosts.flatMap((host, index): Found[] => {
    const etcd = host.roles.includes('etcd');
    if (etcd === host.roles.includes('control-plane')) return [];
    return [
      {
        severity: 'block',
        hosts: [host.name],
        path: `hosts.${index}.roles`,
        values: { host: labelOf(plan, host), problem: etcd ? 'etcdAlone' : 'controlPlaneAlone' },
        fix,
      },
    ];
  });
});
