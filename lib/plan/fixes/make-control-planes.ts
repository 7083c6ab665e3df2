import { z } from 'zod';
import { etcdLayout } from '@/lib/plan/etcd-layout';
import { fix } from './fix';

/** `hosts`: names with a comma and a blank between them; a name holds neither. */
const values = z.strictObject({ hosts: z.string(), count: z.number().int() });

/** More control planes, each with its etcd member unless etcd has hosts of its own. */
export const makeControlPlanes = fix('make-control-planes', values, (plan, { hosts: names }) => {
  const chosen = plan.hosts.filter((host) => names.split(', ').includes(host.name));
  if (chosen.length !== names.split(', ').length) return false;
  if (chosen.some((host) => host.roles.includes('control-plane'))) return false;
  const apart = etcdLayout(plan) === 'apart';
  for (const host of chosen) {
    const others = host.roles.filter((role) => apart || role !== 'etcd');
    host.roles = apart ? ['control-plane', ...others] : ['control-plane', 'etcd', ...others];
  }
  return true;
});
