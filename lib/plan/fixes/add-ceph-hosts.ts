import { z } from 'zod';
import { fix } from './fix';

/** `hosts`: names with a comma and a blank between them; a name holds neither. */
const values = z.strictObject({ hosts: z.string(), count: z.number().int() });

/** As many hosts more as Ceph lacks. */
export const addCephHosts = fix('add-ceph-hosts', values, (plan, { hosts: names }) => {
  const wanted = names.split(', ');
  const chosen = plan.hosts.filter((host) => wanted.includes(host.name) && !host.roles.includes('ceph'));
  if (plan.storage.kind !== 'ceph' || chosen.length !== wanted.length) return false;
  for (const host of chosen) host.roles.push('ceph');
  return true;
});
