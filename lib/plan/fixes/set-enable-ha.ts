import { z } from 'zod';
import { fix } from './fix';

/** Rainbond 5.17's `Cluster.enableHA`. */
export const setEnableHa = fix('set-enable-ha', z.strictObject({}), ({ rainbond }) => {
  if (rainbond.kind !== '5.17' || rainbond.enableHA) return false;
  rainbond.enableHA = true;
  return true;
});
