import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan, PlanHost } from '@/lib/plan/schema';

/**
 * `key` is letters only, below `plan.assign.reasons` or `plan.assign.couldNot`. `values` are what its text quotes: `hosts` and `domain` are
 * lists of names, which each language joins in its own way.
 */
export type AssignNote = { key: string; values: Record<string, string | number | string[]> };

/** What the choosers read, and where they say what they did and what they could not do. */
export type AssignContext = {
  plan: Plan;
  facts: FactsByHost;
  /** Domains that hosts are in, in the plan's order; those that only hosts name come last. */
  domains: string[];
  reasons: AssignNote[];
  couldNot: AssignNote[];
};

export function assignContext(plan: Plan, facts: FactsByHost): AssignContext {
  const named = [...plan.domains.map(({ name }) => name), ...plan.hosts.map((host) => host.failureDomain)];
  const inUse = new Set(plan.hosts.map((host) => host.failureDomain).filter((name) => name !== ''));
  const domains = [...new Set(named)].filter((name) => inUse.has(name));
  return { plan, facts, domains, reasons: [], couldNot: [] };
}

/** What hosts are called, in the plan's order. */
export function namesOf(hosts: PlanHost[]): string[] {
  return hosts.map((host) => host.name || host.address);
}

export function domainsOf(hosts: PlanHost[]): string[] {
  return [...new Set(hosts.map((host) => host.failureDomain))].filter((name) => name !== '');
}
