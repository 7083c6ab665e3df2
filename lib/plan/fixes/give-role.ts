import { fix } from './fix';
import { roleOf, roleOrder, roleValues } from './role-value';

/** One more role for a host, at its usual place among the others. */
export const giveRole = fix('give-role', roleValues, (plan, { host: name, role: key }) => {
  const host = plan.hosts.find((each) => each.name === name);
  const role = roleOf(key);
  if (!host || !role || host.roles.includes(role)) return false;
  host.roles = [...host.roles, role].sort((a, b) => roleOrder(a) - roleOrder(b));
  return true;
});
