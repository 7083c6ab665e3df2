import type { Plan } from '../../schema';

/**
 * Replicas of Rainbond's gateway, API, worker, builder and image hub: `Cluster.replicas` in 6.x; in 5.17 two with
 * `enableHA`, one without.
 */
export function rainbondReplicas({ rainbond }: Plan): number {
  if (rainbond.kind === 'none') return 0;
  if (rainbond.kind === '5.17') return rainbond.enableHA ? 2 : 1;
  return rainbond.replicas;
}

/** rbd-mq: fixed at one by the 6.x chart, two by 5.17's `enableHA`. */
export const queueReplicas = ({ rainbond }: Plan): number => (rainbond.kind === '5.17' && rainbond.enableHA ? 2 : 1);
