import { z } from 'zod';
import { fix } from './fix';

const values = z.strictObject({ address: z.string().min(1), scheme: z.enum(['https', 'http']) });

/** The registry's scheme where it belongs, and its address without it. */
export const setRegistryAddress = fix('set-registry-address', values, ({ registry }, { address, scheme }) => {
  if (registry.kind !== 'external' || (registry.address === address && registry.scheme === scheme)) return false;
  Object.assign(registry, { address, scheme });
  return true;
});
