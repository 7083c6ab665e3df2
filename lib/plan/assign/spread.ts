import type { PlanHost } from '@/lib/plan/schema';

/**
 * Takes `count` hosts, each time from the failure domain that has given least so far; within it the better host, then the
 * one that comes first in the plan. Hosts without a domain each stand for themselves: nothing says that they share one.
 *
 * @param rank what makes a host a better choice: lower is better
 */
export function spread(hosts: PlanHost[], count: number, rank: (host: PlanHost) => number): PlanHost[] {
  const chosen: PlanHost[] = [];
  const given = (host: PlanHost) =>
    host.failureDomain === '' ? 0 : chosen.filter((each) => each.failureDomain === host.failureDomain).length;
  while (chosen.length < Math.min(count, hosts.length)) {
    const left = hosts.filter((host) => !chosen.includes(host));
    const next = left.toSorted((a, b) => given(a) - given(b) || rank(a) - rank(b))[0];
    if (!next) break;
    chosen.push(next);
  }
  return hosts.filter((host) => chosen.includes(host));
}
