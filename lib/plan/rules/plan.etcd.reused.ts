import { rule } from '@/lib/plan/rule';

/** etcd has no namespaces: the client certificate in `rbd-etcd-secret` reads and writes every object of the cluster, secrets too. */
export const planEtcdReused = rule('plan.etcd.reused', 'etcd', ({ plan }) => {
  // Rainbond 6.x has no etcd.
  if (plan.rainbond.kind !== '5.17' || plan.etcd.kind !== 'kubernetes') return [];
  return [{ severity: 'warn', path: 'etcd.kind' }];
});
