import { z } from 'zod';
import { fix } from './fix';

const values = z.strictObject({ entry: z.enum(['api', 'application']), seconds: z.number().min(1).max(40) });

/** Seconds between two VRRP adverts. */
export const setAdvertInterval = fix('set-advert-interval', values, (plan, { entry, seconds }) => {
  const choice = plan.entry[entry];
  if (choice.kind !== 'keepalived' || choice.advertIntervalSeconds === seconds) return false;
  choice.advertIntervalSeconds = seconds;
  return true;
});
