import { z } from 'zod';
import { fix } from './fix';

const values = z.strictObject({ entry: z.enum(['api', 'application']), id: z.number().int().min(1).max(255) });

/** Another VRRP router id for one of the two entries. */
export const setRouterId = fix('set-router-id', values, (plan, { entry, id }) => {
  const choice = plan.entry[entry];
  if (choice.kind !== 'keepalived' || choice.virtualRouterId === id) return false;
  choice.virtualRouterId = id;
  return true;
});
