import { domainKey, domainMeant, kindSaid } from '../domain-name';
import type { FailureDomain, Plan } from '../schema';
import { changeHosts, type Places } from './change-hosts';

/** The plan's domains in their order, and after them names that only hosts know, such as one of an imported plan. */
export function domainsOf(plan: Plan): FailureDomain[] {
  const known = new Set(plan.domains.map(({ name }) => name));
  const others = new Set(
    plan.hosts.map((host) => host.failureDomain).filter((name) => name !== '' && !known.has(name)),
  );
  return [...plan.domains, ...[...others].map((name): FailureDomain => ({ name, kind: 'rack' }))];
}

/**
 * The first free letter: A, B, …, Z, AA, AB, … It says nothing of its kind, which is shown before it in the reader's language.
 *
 * @param named the letter with its kind, for a room beside the rack of the same letter: names are keys
 */
export function freeDomainName(plan: Plan, kind: FailureDomain['kind'], named: (letter: string) => string): string {
  const domains = domainsOf(plan);
  const shown = new Set(domains.map(domainKey));
  const names = new Set(domains.map(({ name }) => name));
  for (let number = 0; ; number += 1) {
    const letter = lettersOf(number);
    if (shown.has(domainKey({ name: letter, kind }))) continue;
    if (!names.has(letter)) return letter;
    if (!names.has(named(letter))) return named(letter);
  }
}

function lettersOf(number: number): string {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : lettersOf(Math.floor(number / 26) - 1) + last;
}

/** Whether a domain of the plan has this name, or one that a reader couldn't tell from it ("A" and "Rack A"). */
export function isTaken(plan: Plan, domain: FailureDomain): boolean {
  const key = domainKey(domain);
  return domainsOf(plan).some((each) => each.name === domain.name || domainKey(each) === key);
}

/** A domain without hosts. A name that is there already, or none, changes nothing. */
export function addDomain(plan: Plan, domain: FailureDomain): Plan {
  if (domain.name === '' || isTaken(plan, domain)) return plan;
  return { ...plan, domains: [...plan.domains, domain] };
}

/** Hosts go with it. An empty name, or one that another domain has, changes nothing: two domains would become one. */
export function renameDomain(plan: Plan, from: string, to: string): Plan {
  const domains = domainsOf(plan);
  if (to === '' || to === from || isTakenByOther(plan, from, to)) return plan;
  return {
    ...plan,
    domains: domains.map((domain) => (domain.name === from ? { ...domain, name: to } : domain)),
    hosts: plan.hosts.map((host) => (host.failureDomain === from ? { ...host, failureDomain: to } : host)),
  };
}

/** Whether the domain `from` can't be called `to`, because another one is, or looks the same. */
export function isTakenByOther(plan: Plan, from: string, to: string): boolean {
  const domains = domainsOf(plan);
  const kind = domains.find(({ name }) => name === from)?.kind ?? 'rack';
  return isTaken({ ...plan, domains: domains.filter(({ name }) => name !== from), hosts: [] }, { name: to, kind });
}

export function setDomainKind(plan: Plan, name: string, kind: FailureDomain['kind']): Plan {
  return { ...plan, domains: domainsOf(plan).map((domain) => (domain.name === name ? { ...domain, kind } : domain)) };
}

/** One place to the front (−1) or to the back (1) among the plan's domains, as they are drawn. At the end it stays where it is. */
export function moveDomain(plan: Plan, name: string, by: -1 | 1): Plan {
  const domains = domainsOf(plan);
  const from = domains.findIndex((domain) => domain.name === name);
  const [moving, other] = [domains[from], domains[from + by]];
  if (!moving || !other) return plan;
  return { ...plan, domains: domains.with(from, other).with(from + by, moving) };
}

/** Its hosts stay, in no domain. */
export function removeDomain(plan: Plan, name: string): Plan {
  return {
    ...plan,
    domains: plan.domains.filter((domain) => domain.name !== name),
    hosts: plan.hosts.map((host) => (host.failureDomain === name ? { ...host, failureDomain: '' } : host)),
  };
}

/**
 * @param text the domain's name or what is shown for it; '' takes them out of any domain. What no domain is called makes a new one,
 *   of the kind that its name says: a rack when it says none
 */
export function moveToDomain(plan: Plan, places: Places, text: string): Plan {
  const known = domainMeant(domainsOf(plan), text);
  const name = known?.name ?? text;
  const moved = changeHosts(plan, places, (host) =>
    host.failureDomain === name ? host : { ...host, failureDomain: name },
  );
  if (name === '') return moved;
  // Asked of the plan before: a host that has just moved doesn't make its domain known.
  const listed = known ?? { name, kind: kindSaid(name) ?? 'rack' };
  const domains = plan.domains.some((each) => each.name === name) ? plan.domains : [...plan.domains, listed];
  return { ...moved, domains };
}
