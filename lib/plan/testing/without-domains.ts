import type { Plan } from '../schema';

/** A template's plan with its hosts in no failure domain, for tests that make domains themselves. */
export function withoutDomains(plan: Plan): Plan {
  return { ...plan, domains: [], hosts: plan.hosts.map((host) => ({ ...host, failureDomain: '' })) };
}
