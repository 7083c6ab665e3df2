import { hostSchema, type Plan, type PlanHost } from '../../schema';
import type { Failure } from '../failure';
import { hostId } from '../holders';

/** Texts: `availability.remedies.<id>`, a title and what it costs, both with `values`. */
export const remedyIds = [
  'second-gateway',
  'control-planes',
  'etcd-members',
  'worker',
  'second-builder',
  'api-vip',
  'entry-vip',
  'ceph',
  'nfs-secondary',
  'external-nfs',
  'shared-volumes',
  'gateway-replicas',
  'console-replicas',
  'kubernetes-etcd',
  'external-registry',
  'external-database',
  'mysql-replica',
  'asynchronous',
  'swap-roles',
  'slipway-apart',
] as const;
export type RemedyId = (typeof remedyIds)[number];

/** `hosts`: names of the hosts that change; `added`: how many hosts the plan must grow by. */
export type RemedyStep = { id: RemedyId; values: Record<string, string | number>; hosts: string[]; added: number };

/** A plan with one thing changed; null when there is nothing to change, or no host to change it on. */
export type Edit = (plan: Plan, failure: Failure) => { plan: Plan; step: RemedyStep } | null;

export function step(id: RemedyId, more: Partial<RemedyStep> = {}): RemedyStep {
  return { id, values: {}, hosts: [], added: 0, ...more };
}

export function withHosts(plan: Plan, change: (host: PlanHost, index: number) => PlanHost): Plan {
  return { ...plan, hosts: plan.hosts.map(change) };
}

export const lives = (failure: Failure, index: number): boolean => failure.hosts[hostId(index)] === undefined;

/**
 * The plan with `roles` on `count` more living hosts that lack the first of them; hosts in a domain without such a role come first,
 * then those with the fewest roles. Where the plan has too few, hosts are added at its end (indices stay).
 */
export function giveRoles(
  plan: Plan,
  failure: Failure,
  roles: PlanHost['roles'],
  count: number,
  grow = true,
): { plan: Plan; hosts: string[]; added: number } | null {
  const [wanted] = roles;
  if (!wanted || count <= 0) return null;
  const taken = new Set(plan.hosts.filter((host) => host.roles.includes(wanted)).map((host) => host.failureDomain));
  const free = plan.hosts
    .map((host, index) => ({ host, index }))
    .filter(({ host, index }) => lives(failure, index) && !host.roles.includes(wanted))
    .toSorted(
      (a, b) =>
        Number(taken.has(a.host.failureDomain)) - Number(taken.has(b.host.failureDomain)) ||
        a.host.roles.length - b.host.roles.length,
    )
    .slice(0, count);
  const added = count - free.length;
  if (added > 0 && !grow) return null;
  const chosen = new Set(free.map(({ index }) => index));
  const changed = withHosts(plan, (host, index) =>
    chosen.has(index) ? { ...host, roles: [...new Set([...host.roles, ...roles])] } : host,
  );
  const names = newNames(plan, added);
  const hosts = names.map((name) => hostSchema.parse({ name, address: '', roles }));
  return {
    plan: { ...changed, hosts: [...changed.hosts, ...hosts] },
    hosts: [...free.map(({ host }) => host.name), ...names],
    added,
  };
}

function newNames(plan: Plan, count: number): string[] {
  const taken = new Set(plan.hosts.map(({ name }) => name));
  const names: string[] = [];
  for (let number = plan.hosts.length + 1; names.length < count; number++) {
    if (!taken.has(`node-${number}`)) names.push(`node-${number}`);
  }
  return names;
}
