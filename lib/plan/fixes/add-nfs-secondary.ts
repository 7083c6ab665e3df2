import { z } from 'zod';
import { fix } from './fix';

/** A second NFS server, kept in step with the first. */
export const addNfsSecondary = fix(
  'add-nfs-secondary',
  z.strictObject({ host: z.string() }),
  (plan, { host: name }) => {
    const host = plan.hosts.find((each) => each.name === name);
    if (plan.storage.kind !== 'nfs-server' || plan.storage.mode !== 'single') return false;
    if (!host || host.roles.includes('nfs-primary')) return false;
    if (plan.hosts.some((each) => each !== host && each.roles.includes('nfs-secondary'))) return false;
    plan.storage.mode = 'primary-secondary';
    if (!host.roles.includes('nfs-secondary')) host.roles.push('nfs-secondary');
    return true;
  },
);
