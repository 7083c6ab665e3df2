import type { Plan, PlanHost } from '../schema';

/** Hosts by their place in the plan: names may be empty or doubled while a person types. */
export type Places = ReadonlySet<number> | number;

export function isAmong(places: Places, index: number): boolean {
  return typeof places === 'number' ? places === index : places.has(index);
}

/** The plan with some hosts changed; all others stay the same objects, so that whoever draws them sees no change. */
export function changeHosts(plan: Plan, places: Places, change: (host: PlanHost) => PlanHost): Plan {
  return { ...plan, hosts: plan.hosts.map((host, index) => (isAmong(places, index) ? change(host) : host)) };
}

/** The value that all share; null when they differ or there are none. */
export function common<T>(values: T[]): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}
