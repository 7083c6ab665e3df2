import { fix } from './fix';
import { roleOf, roleValues } from './role-value';

/** Takes one role from a host that has others. */
export const dropRole = fix('drop-role', roleValues, (plan, { host: name, role: key }) => {
  const host = plan.hosts.find((each) => each.name === name);
  const role = roleOf(key);
  if (!host || !role || !host.roles.includes(role) || host.roles.length === 1) return false;
  host.roles = host.roles.filter((each) => each !== role);
  return true;
});
