import type { FindingValues } from './finding';
import { quorum, toleratedLosses } from './quorum';
import { hostsWithRole, type Plan, type PlanHost } from './schema';

export const capabilityIds = ['kubernetes-api', 'etcd-quorum', 'workers', 'application-entry'] as const;
export type CapabilityId = (typeof capabilityIds)[number];

/**
 * - survives: any one host may be lost, and `tolerates` says how many;
 * - single-point: losing one of `hosts` takes it down;
 * - as-declared: what the plan's hosts hold survives, the rest is what the owner of an outside service says;
 * - missing: nobody provides it.
 */
export type Verdict = 'survives' | 'single-point' | 'as-declared' | 'missing';

export type Capability = {
  id: CapabilityId;
  /** How many of the hosts that provide it may be lost, whichever they are. */
  tolerates: number;
  /** How many hosts provide it. */
  of: number;
  verdict: Verdict;
  /** Names of the hosts each of which takes it down alone. */
  hosts: string[];
  /** The rule that decided: a key of `plan.survival.rules`. */
  rule: 'quorum' | 'count' | 'host' | 'vip' | 'loadBalancer';
  values: FindingValues;
};

/**
 * What the plan survives, from the plan alone. Rules and their sources: etcd's FAQ for the quorum; an API server lives on every
 * control plane and needs the quorum and an entry that leads to it. `application-entry` is absent while the plan has none.
 */
export function survival(plan: Plan): Capability[] {
  const etcd = etcdQuorum(plan);
  const capabilities = [kubernetesApi(plan, etcd), etcd, counted('workers', hostsWithRole(plan, 'worker'), 'count')];
  const { application } = plan.entry;
  if (application.kind === 'none') return capabilities;
  const gateways = hostsWithRole(plan, 'gateway');
  const entry = counted('application-entry', gateways, application.kind === 'keepalived' ? 'vip' : 'loadBalancer');
  return [...capabilities, application.kind === 'load-balancer' ? asDeclared(entry, application.declared) : entry];
}

/** How many hosts may be lost at once, whichever they are, without losing any capability of the plan. */
export function toleratedByPlan(capabilities: Capability[]): number {
  return Math.min(...capabilities.map(({ tolerates }) => tolerates));
}

function etcdQuorum(plan: Plan): Capability {
  const members = hostsWithRole(plan, 'etcd');
  const tolerates = toleratedLosses(members.length);
  const base = { id: 'etcd-quorum' as const, of: members.length, tolerates, rule: 'quorum' as const };
  const values = {
    of: members.length,
    members: members.length,
    quorum: members.length === 0 ? 1 : quorum(members.length),
    tolerates,
  };
  return { ...base, values, ...verdictOf(members, tolerates) };
}

function kubernetesApi(plan: Plan, etcd: Capability): Capability {
  const servers = hostsWithRole(plan, 'control-plane');
  const { api } = plan.entry;
  if (api.kind === 'host') {
    const first = servers.slice(0, 1);
    const hosts = [...new Set([...first.map(({ name }) => name), ...etcd.hosts])];
    const found = counted('kubernetes-api', first, 'host');
    return { ...found, of: servers.length, hosts, values: { ...found.values, of: servers.length } };
  }
  const found = counted('kubernetes-api', servers, api.kind === 'load-balancer' ? 'loadBalancer' : 'vip');
  if (found.verdict === 'missing') return found;
  if (etcd.tolerates < found.tolerates) {
    const limited = { ...found, tolerates: etcd.tolerates, rule: 'quorum' as const, hosts: etcd.hosts };
    limited.values = { ...etcd.values, of: found.of };
    if (etcd.tolerates === 0) return { ...limited, verdict: 'single-point' };
    return api.kind === 'load-balancer' ? asDeclared(limited, api.declared) : limited;
  }
  return api.kind === 'load-balancer' ? asDeclared(found, api.declared) : found;
}

function counted(id: CapabilityId, holders: PlanHost[], rule: Capability['rule']): Capability {
  const tolerates = Math.max(0, holders.length - 1);
  const values = { of: holders.length, tolerates };
  return { id, of: holders.length, tolerates, rule, values, ...verdictOf(holders, tolerates) };
}

function verdictOf(holders: PlanHost[], tolerates: number): Pick<Capability, 'verdict' | 'hosts'> {
  if (holders.length === 0) return { verdict: 'missing', hosts: [] };
  if (tolerates > 0) return { verdict: 'survives', hosts: [] };
  return { verdict: 'single-point', hosts: holders.map(({ name }) => name) };
}

/** An outside service can only make it worse: what is a single point here stays one. */
function asDeclared(capability: Capability, declared: string): Capability {
  if (capability.verdict !== 'survives') return capability;
  return { ...capability, verdict: 'as-declared', values: { ...capability.values, declared } };
}
