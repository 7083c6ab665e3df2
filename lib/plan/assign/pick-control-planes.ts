import { toleratedLosses } from '@/lib/plan/quorum';
import type { PlanHost } from '@/lib/plan/schema';
import { type AssignContext, domainsOf, namesOf } from './context';
import { canBeControlPlane, diskRank, hasSsd } from './host-rank';
import { spread } from './spread';

/** From so many hosts on, in five domains, two losses are worth two more members of etcd. */
const hostsForFive = 10;

/** Three, so that one may be lost; one where there are fewer than three hosts: two would both be needed. */
function countFor({ plan, domains }: AssignContext): number {
  if (plan.hosts.length < 3) return 1;
  return plan.hosts.length >= hostsForFive && domains.length >= 5 ? 5 : 3;
}

/** Each with its member of etcd. */
export function pickControlPlanes(context: AssignContext): PlanHost[] {
  const { plan, facts, reasons, couldNot } = context;
  const count = countFor(context);
  const tooSmall = plan.hosts.filter((host) => !canBeControlPlane(facts[host.name]));
  const large = plan.hosts.filter((host) => !tooSmall.includes(host));
  // Too few that are large enough: the rule about hosts' sizes blocks, and says what is missing.
  const pool = large.length >= count ? large : plan.hosts;
  const chosen = spread(pool, count, (host) => (tooSmall.includes(host) ? 10 : 0) + diskRank(facts[host.name]));

  const tolerates = toleratedLosses(count);
  const values = { hosts: namesOf(chosen), count, tolerates };
  reasons.push({ key: 'controlPlanes', values: { ...values, domains: domainsOf(chosen).length } });
  const withSsd = chosen.filter((host) => hasSsd(facts[host.name]) === true);
  if (withSsd.length > 0) reasons.push({ key: 'etcdOnSsd', values: { hosts: namesOf(withSsd) } });

  const small = chosen.filter((host) => tooSmall.includes(host));
  if (small.length > 0) couldNot.push({ key: 'controlPlaneSize', values: { hosts: namesOf(small) } });
  if (count === 1) couldNot.push({ key: 'threeControlPlanes', values: { found: plan.hosts.length, needed: 3 } });
  const slow = chosen.filter((host) => hasSsd(facts[host.name]) === false);
  if (slow.length > 0) couldNot.push({ key: 'etcdOnSsd', values: { hosts: namesOf(slow) } });
  if (count > 1) sayDomains(context, chosen, tolerates);
  return chosen;
}

/** A domain with more members than may be lost takes the quorum with it. */
function sayDomains({ plan, domains, couldNot }: AssignContext, chosen: PlanHost[], tolerates: number): void {
  if (domains.length === 0) {
    couldNot.push({ key: 'domains', values: { found: 0, needed: 3 } });
    return;
  }
  const heavy = domains.filter((domain) => chosen.filter((host) => host.failureDomain === domain).length > tolerates);
  if (heavy.length > 0) {
    couldNot.push({ key: 'quorumDomain', values: { domain: heavy, found: domains.length, needed: 3 } });
  }
  const homeless = plan.hosts.filter((host) => host.failureDomain === '');
  if (homeless.length > 0) couldNot.push({ key: 'noDomain', values: { hosts: namesOf(homeless) } });
}
