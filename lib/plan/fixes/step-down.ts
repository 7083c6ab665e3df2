import { z } from 'zod';
import { fix } from './fix';

/** Takes a host out of the control planes, etcd member included; its other roles stay. */
export const stepDown = fix('step-down', z.strictObject({ host: z.string() }), (plan, { host: name }) => {
  const host = plan.hosts.find((each) => each.name === name);
  const others = host?.roles.filter((role) => role !== 'control-plane' && role !== 'etcd') ?? [];
  if (!host?.roles.includes('control-plane') || others.length === 0) return false;
  host.roles = others;
  return true;
});
