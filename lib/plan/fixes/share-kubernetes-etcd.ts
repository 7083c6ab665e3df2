import { z } from 'zod';
import { fix } from './fix';

/** Rainbond on the etcd of Kubernetes, which has a quorum, instead of its own. */
export const shareKubernetesEtcd = fix('share-kubernetes-etcd', z.strictObject({}), (plan) => {
  if (plan.etcd.kind === 'kubernetes') return false;
  plan.etcd = { kind: 'kubernetes' };
  return true;
});
