import { z } from 'zod';
import { fix } from './fix';

/** Where Rainbond 6.x keeps its own volumes: on the plan's StorageClass, or on one host's disk. */
export const setSharedVolumes = fix(
  'set-shared-volumes',
  z.strictObject({ shared: z.enum(['yes', 'no']) }),
  ({ rainbond }, { shared }) => {
    if (rainbond.kind !== '6.x' || rainbond.sharedVolumes === (shared === 'yes')) return false;
    rainbond.sharedVolumes = shared === 'yes';
    return true;
  },
);
