import { z } from 'zod';
import { cidrOrNull } from '@/lib/plan/cidr';
import { fix } from './fix';

const values = z.strictObject({ range: z.enum(['podCidr', 'serviceCidr']), to: z.string() });

/** Another network for pods or services. */
export const setNetwork = fix('set-network', values, ({ kubernetes }, { range, to }) => {
  if (!cidrOrNull(to) || kubernetes[range] === to) return false;
  kubernetes[range] = to;
  return true;
});
