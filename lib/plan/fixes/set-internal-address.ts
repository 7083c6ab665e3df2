import { z } from 'zod';
import { fix } from './fix';

/** The address that the host really has, for inside the cluster. */
export const setInternalAddress = fix(
  'set-internal-address',
  z.strictObject({ host: z.string(), address: z.string().min(1) }),
  (plan, { host: name, address }) => {
    const host = plan.hosts.find((each) => each.name === name);
    if (!host || host.internalAddress === address) return false;
    host.internalAddress = address;
    return true;
  },
);
