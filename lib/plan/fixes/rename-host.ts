import { z } from 'zod';
import { fix } from './fix';

const values = z.strictObject({ number: z.number().int().min(1), from: z.string(), to: z.string() });

/** Another name for the host at this place (the first is 1), which still has the name that it is renamed from. */
export const renameHost = fix('rename-host', values, (plan, { number, from, to }) => {
  const host = plan.hosts[number - 1];
  if (!host || host.name !== from || plan.hosts.some((each) => each.name === to)) return false;
  host.name = to;
  return true;
});
