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

/** @param named gives the name for a letter: A, B, …, Z, AA, AB, … */
export function freeDomainName(plan: Plan, named: (letter: string) => string): string {
  const taken = new Set(domainsOf(plan).map(({ name }) => name));
  for (let number = 0; ; number += 1) {
    const name = named(lettersOf(number));
    if (!taken.has(name)) return name;
  }
}

function lettersOf(number: number): string {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : lettersOf(Math.floor(number / 26) - 1) + last;
}

/** A domain without hosts. A name that is there already, or none, changes nothing. */
export function addDomain(plan: Plan, domain: FailureDomain): Plan {
  if (domain.name === '' || domainsOf(plan).some(({ name }) => name === domain.name)) return plan;
  return { ...plan, domains: [...plan.domains, domain] };
}

/** Hosts go with it. An empty name, or one that another domain has, changes nothing: two domains would become one. */
export function renameDomain(plan: Plan, from: string, to: string): Plan {
  const domains = domainsOf(plan);
  if (to === '' || to === from || domains.some(({ name }) => name === to)) return plan;
  return {
    ...plan,
    domains: domains.map((domain) => (domain.name === from ? { ...domain, name: to } : domain)),
    hosts: plan.hosts.map((host) => (host.failureDomain === from ? { ...host, failureDomain: to } : host)),
  };
}

export function setDomainKind(plan: Plan, name: string, kind: FailureDomain['kind']): Plan {
  return { ...plan, domains: domainsOf(plan).map((domain) => (domain.name === name ? { ...domain, kind } : domain)) };
}

/** Its hosts stay, in no domain. */
export function removeDomain(plan: Plan, name: string): Plan {
  return {
    ...plan,
    domains: plan.domains.filter((domain) => domain.name !== name),
    hosts: plan.hosts.map((host) => (host.failureDomain === name ? { ...host, failureDomain: '' } : host)),
  };
}

/** @param name '' takes them out of any domain; a name that no domain has makes a rack of it */
export function moveToDomain(plan: Plan, places: Places, name: string): Plan {
  const moved = changeHosts(plan, places, (host) =>
    host.failureDomain === name ? host : { ...host, failureDomain: name },
  );
  // Asked of the plan before: a host that has just moved doesn't make its domain known.
  return { ...moved, domains: addDomain(plan, { name, kind: 'rack' }).domains };
}
