import type { Plan } from '@/lib/plan/schema';

/**
 * The part of a plan that checks depend on: all of it, less accepted findings, racks, and what owners of outside services
 * declare.
 */
export function checkedPart(plan: Plan): unknown {
  const { accepted: _accepted, domains: _domains, hosts, ...rest } = plan;
  const places = hosts.map(({ failureDomain: _domain, ...host }) => host);
  return withoutDeclared({ ...rest, hosts: places });
}

function withoutDeclared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDeclared);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([key]) => key !== 'declared');
  return Object.fromEntries(members.map(([key, member]) => [key, withoutDeclared(member)]));
}
