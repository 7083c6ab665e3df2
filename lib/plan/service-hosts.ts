import { hostWithFewestRoles } from './fewest-roles';
import type { FindingFix } from './finding';
import { dropRole } from './fixes/drop-role';
import { giveRole } from './fixes/give-role';
import { messageKey } from './message-key';
import { hostsWithRole, type Plan, type PlanHost, type ServiceRole } from './schema';

/** Gives a service role to the host with most room that doesn't hold it, or one that must stay apart from it. */
export function offerService(plan: Plan, role: ServiceRole, apartFrom: ServiceRole[] = []): FindingFix | null {
  const partner = plan.hosts.find((host) => apartFrom.some((other) => host.roles.includes(other)));
  const free = hostWithFewestRoles(
    plan,
    ({ roles }) => ![role, ...apartFrom].some((held) => roles.includes(held)),
    partner,
  );
  return free && giveRole.offer({ host: free.name, role: messageKey(role) });
}

/** Takes a service role away; null for a host that would be left with nothing to do. */
export function withdrawService(host: PlanHost, role: ServiceRole): FindingFix | null {
  return host.name !== '' && host.roles.length > 1 ? dropRole.offer({ host: host.name, role: messageKey(role) }) : null;
}

/** Takes the role from the second of two; of more than two, which one stays is a person's choice. */
export function onlyOneTooMany(holders: PlanHost[], role: ServiceRole): FindingFix | null {
  const [, second, ...more] = holders;
  return second && more.length === 0 ? withdrawService(second, role) : null;
}

/** Hosts that hold service roles which no choice of the plan asks for. */
export function idleServices(plan: Plan, roles: ServiceRole[]): { host: PlanHost; index: number; role: ServiceRole }[] {
  return roles.flatMap((role) =>
    hostsWithRole(plan, role).map((host) => ({ host, index: plan.hosts.indexOf(host), role })),
  );
}
