import { z } from 'zod';
import { fix } from './fix';

/** How many copies Ceph keeps of each object. */
export const setCephCopies = fix(
  'set-ceph-copies',
  z.strictObject({ copies: z.number().int().min(1).max(5) }),
  ({ storage }, { copies }) => {
    if (storage.kind !== 'ceph' || storage.copies === copies) return false;
    storage.copies = copies;
    return true;
  },
);
