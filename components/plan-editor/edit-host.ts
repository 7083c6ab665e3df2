import type { Plan, PlanHost, Role } from '@/lib/plan/schema';

type HostChange = (host: PlanHost) => PlanHost;

/** The plan with some hosts changed, by their place. */
export function withHosts(plan: Plan, places: ReadonlySet<number> | number, change: HostChange): Plan {
  const chosen = (index: number) => (typeof places === 'number' ? places === index : places.has(index));
  return { ...plan, hosts: plan.hosts.map((host, index) => (chosen(index) ? change(host) : host)) };
}

export function withoutHosts(plan: Plan, places: ReadonlySet<number>): Plan {
  return { ...plan, hosts: plan.hosts.filter((_host, index) => !places.has(index)) };
}

/** Roles keep the order of the schema, so that the same choice is the same document. */
export function withRole(host: PlanHost, role: Role, has: boolean, order: readonly Role[]): PlanHost {
  const others = host.roles.filter((each) => each !== role);
  if (!has) return { ...host, roles: others };
  const chosen = new Set([...others, role]);
  const services = others.filter((each) => !order.some((known) => known === each));
  return { ...host, roles: [...order.filter((known) => chosen.has(known)), ...services] };
}

/** etcd is stacked on control planes for now: the two come and go together. */
export function toggleRole(host: PlanHost, role: Role, has: boolean, order: readonly Role[]): PlanHost {
  const changed = withRole(host, role, has, order);
  if (role === 'control-plane') return withRole(changed, 'etcd', has, order);
  return changed;
}

/** The value that all share; null when they differ or there are none. */
export function common<T>(values: T[]): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}
