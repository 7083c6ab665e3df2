import type { Plan, PlanHost } from './schema';

/**
 * The host with most room for one more role: the fewest roles, then another failure domain than `apartFrom`'s, then the next in
 * the plan's order after it, so that one host doesn't get everything. Null when no host is left.
 *
 * @param eligible which hosts may take it
 */
export function hostWithFewestRoles(
  plan: Plan,
  eligible: (host: PlanHost) => boolean,
  apartFrom?: PlanHost,
): PlanHost | null {
  const from = apartFrom ? plan.hosts.indexOf(apartFrom) + 1 : 0;
  const inTurn = [...plan.hosts.slice(from), ...plan.hosts.slice(0, from)];
  const near = (host: PlanHost) => (apartFrom?.failureDomain && host.failureDomain === apartFrom.failureDomain ? 1 : 0);
  const candidates = inTurn.filter((host) => host !== apartFrom && host.name !== '' && eligible(host));
  return candidates.sort((a, b) => a.roles.length - b.roles.length || near(a) - near(b))[0] ?? null;
}

/** So many different hosts, each chosen as above; null when there are fewer. */
export function hostsWithFewestRoles(
  plan: Plan,
  count: number,
  eligible: (host: PlanHost) => boolean,
): PlanHost[] | null {
  const chosen: PlanHost[] = [];
  while (chosen.length < count) {
    const free = hostWithFewestRoles(plan, (host) => eligible(host) && !chosen.includes(host));
    if (!free) return null;
    chosen.push(free);
  }
  return chosen;
}
