import type { BundleIndex } from '@/lib/plan/bundle-index';
import type { FactsByHost, HostFacts } from '@/lib/plan/facts';
import { firstControlPlane } from '@/lib/plan/helm-host';
import { internalAddressOf, type Plan, type PlanHost } from '@/lib/plan/schema';
import { type Artifacts, artifactsOf } from './artifacts';
import { CompileError } from './compile-error';
import { type OsTable, osTableOf } from './os-family';
import type { Owner } from './owner';

export type Vip = Extract<Plan['entry']['api'], { kind: 'keepalived' }>;

/** A host with everything about it that several subjects need. */
export type Target = {
  name: string;
  /** By which other hosts reach it. */
  address: string;
  /** The interface that holds `address`. */
  interface: string;
  controlPlane: boolean;
  worker: boolean;
  roles: string[];
  facts: HostFacts;
  family: OsTable;
  architecture: string;
};

/** What every subject compiles from: plan, facts and bundle, with the questions asked by several of them answered once. */
export type Context = {
  plan: Plan;
  owner: Owner;
  bundle: BundleIndex;
  hosts: Target[];
  controlPlanes: Target[];
  /** Everything that isn't a control plane joins as a worker, whatever its roles. */
  workers: Target[];
  /** First control plane in the plan's order (of those that can hold the VIP): the cluster begins there, and steps on it run there. */
  first: Target;
  endpoint: { address: string; port: number };
  /** The virtual address of the API, which may be the applications' as well; null when no Keepalived holds one. */
  vip: Vip | null;
  /** Hosts among which `vip` moves. */
  vipHolders: Target[];
  /** The virtual address of applications, where it is one of its own; it moves among the gateways. */
  applicationVip: Vip | null;
  gateways: Target[];
  artifacts: Record<string, Artifacts>;
};

/** @throws CompileError for a host that was never reached, or of which too little is known */
export function targetOf(host: PlanHost, facts: HostFacts | undefined): Target {
  if (!facts) throw new CompileError('facts-missing', { host: host.name });
  const family = osTableOf(facts.os);
  if (!family) throw new CompileError('os-unsupported', { host: host.name, os: facts.os.prettyName });
  const address = internalAddressOf(host);
  const device = facts.addresses.find((entry) => entry.address === address)?.interface;
  if (!device) throw new CompileError('interface-unknown', { host: host.name, address });
  return {
    name: host.name,
    address,
    interface: device,
    controlPlane: host.roles.includes('control-plane'),
    worker: host.roles.includes('worker'),
    roles: host.roles,
    facts,
    family,
    architecture: facts.architecture,
  };
}

/** The API on the applications' entry has that one's address. */
function endpointOf(plan: Plan, first: Target): Context['endpoint'] {
  const { api, application } = plan.entry;
  if (api.kind === 'application-entry' && application.kind !== 'none')
    return { address: application.address, port: 6443 };
  if (api.kind === 'keepalived') return { address: api.address, port: 6443 };
  if (api.kind === 'load-balancer') return { address: api.address, port: api.port };
  return { address: first.address, port: 6443 };
}

/** @throws CompileError */
export function contextOf(plan: Plan, facts: FactsByHost, bundle: BundleIndex, planId = ''): Context {
  const hosts = plan.hosts.map((host) => targetOf(host, facts[host.name]));
  const { api, application } = plan.entry;
  const sharedVip = api.kind === 'application-entry' && application.kind === 'keepalived' ? application : null;
  const gateways = hosts.filter(({ roles }) => roles.includes('gateway'));
  const inOrder = hosts.filter(({ controlPlane }) => controlPlane);
  // the cluster begins at an address that the first control plane must be able to hold
  const beginning = firstControlPlane(plan);
  const first = inOrder.find(({ name }) => name === beginning?.name);
  if (!first) throw new CompileError('no-control-plane', {});
  const controlPlanes = [first, ...inOrder.filter((host) => host !== first)];
  const outside = plan.hosts.find(({ roles }) => roles.includes('etcd') && !roles.includes('control-plane'));
  if (outside) throw new CompileError('etcd-not-stacked', { host: outside.name });
  const architectures = [...new Set(hosts.map(({ architecture }) => architecture))];
  return {
    plan,
    owner: { name: plan.name, id: planId },
    bundle,
    hosts,
    controlPlanes,
    workers: hosts.filter(({ controlPlane }) => !controlPlane),
    first,
    endpoint: endpointOf(plan, first),
    vip: api.kind === 'keepalived' ? api : sharedVip,
    vipHolders: sharedVip ? controlPlanes.filter((host) => gateways.includes(host)) : controlPlanes,
    applicationVip: application.kind === 'keepalived' && !sharedVip ? application : null,
    gateways,
    artifacts: Object.fromEntries(
      architectures.map((name) => [name, artifactsOf(bundle, name, plan.kubernetes.version)]),
    ),
  };
}

export function artifactsFor(context: Context, host: Target): Artifacts {
  const artifacts = context.artifacts[host.architecture];
  if (!artifacts)
    throw new CompileError('architecture-unsupported', { host: host.name, architecture: host.architecture });
  return artifacts;
}
