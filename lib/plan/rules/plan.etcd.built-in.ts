import { shareKubernetesEtcd } from '@/lib/plan/fixes/share-kubernetes-etcd';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** Rainbond 5.17's own etcd keeps its data on a hostPath of the first build node. */
export const planEtcdBuiltIn = rule('plan.etcd.built-in', 'etcd', ({ plan }) => {
  if (plan.rainbond.kind !== '5.17' || plan.etcd.kind !== 'built-in') return [];
  const host = hostsWithRole(plan, 'build')[0]?.name ?? '';
  return [
    {
      severity: 'warn',
      path: 'etcd.kind',
      hosts: host === '' ? [] : [host],
      values: { host },
      fix: shareKubernetesEtcd.offer({}),
    },
  ];
});
