import { z } from 'zod';
import { fix } from './fix';

/** Rainbond's `Cluster.replicas`. */
export const setReplicas = fix(
  'set-replicas',
  z.strictObject({ replicas: z.number().int().min(1).max(9) }),
  ({ rainbond }, { replicas }) => {
    if (rainbond.kind === 'none' || rainbond.replicas === replicas) return false;
    rainbond.replicas = replicas;
    return true;
  },
);
