import { domainsOf } from '../edits/domains';
import type { FactsByHost } from '../facts';
import { type FailureDomain, internalAddressOf, type Plan } from '../schema';
import { hostId, isHost, outsideOr } from './holders';
import type { Capability, CapabilityId, HolderId } from './requirement';
import { database } from './requirements/database';
import { applicationEntry } from './requirements/entry';
import { etcdQuorum, kubernetesApi, scheduling } from './requirements/kubernetes';
import { builds, rainbondConsole, registry } from './requirements/rainbond';
import { slipway } from './requirements/slipway';
import { storage } from './requirements/storage';
import { outsideServices, vips } from './services';
import { type Times, timesOf } from './times';

export type ModelHost = {
  id: HolderId;
  name: string;
  address: string;
  /** '' while unknown. */
  domain: string;
  /** Runs pods. */
  worker: boolean;
  /** From its facts; null while unknown. */
  cpus: number | null;
  memoryBytes: number | null;
};

export type ModelService = {
  id: HolderId;
  /** What its owner says about it; '' when nothing is said, and for a virtual address, which has no owner outside. */
  declared: string;
  /** Of a virtual address; '' while it isn't filled in, and for services. */
  address: string;
};

/** Everything that the verdicts are derived from. Plain data, so that it can go to a worker. */
export type AvailabilityModel = {
  hosts: ModelHost[];
  /** In the plan's order; those that only hosts name come last. */
  domains: FailureDomain[];
  /** Outside services, and the plan's virtual addresses: what can fail and is no host. */
  services: ModelService[];
  /** Services of the plan that run on one of its hosts: failing such a service is failing that host. */
  onHosts: Record<HolderId, HolderId>;
  /** Only those that the plan has, in the order of `capabilityIds`. */
  capabilities: Capability[];
  times: Times;
};

/** @param facts of the hosts that were reached; without them nobody knows capacities and the largest disk */
export function modelOf(plan: Plan, facts: FactsByHost = {}): AvailabilityModel {
  const capabilities = capabilitiesOf(plan, facts);
  return {
    hosts: plan.hosts.map((host, index) => ({
      id: hostId(index),
      name: host.name,
      address: internalAddressOf(host),
      domain: host.failureDomain,
      worker: !host.roles.includes('control-plane') || host.roles.includes('worker'),
      cpus: facts[host.name]?.cpus ?? null,
      memoryBytes: facts[host.name]?.memoryBytes ?? null,
    })),
    domains: domainsOf(plan),
    services: servicesOf(plan, capabilities),
    onHosts: onHosts(plan),
    capabilities,
    times: timesOf(plan),
  };
}

function capabilitiesOf(plan: Plan, facts: FactsByHost): Capability[] {
  const rainbond = plan.rainbond.kind !== 'none';
  const found = [
    kubernetesApi(plan),
    etcdQuorum(plan),
    applicationEntry(plan),
    scheduling(plan, rainbond),
    ...(rainbond ? [builds(plan)] : []),
    ...storage(plan, facts),
    ...(rainbond ? [registry(plan), database(plan), rainbondConsole(plan)] : []),
    slipway(plan),
  ];
  return found.filter((capability) => capability !== null);
}

function onHosts(plan: Plan): Record<HolderId, HolderId> {
  const found = outsideServices(plan).map(({ id, address }) => [id, outsideOr(plan, address, id)] as const);
  return Object.fromEntries(found.filter(([service, holder]) => service !== holder));
}

/** Only those that something needs. */
function servicesOf(plan: Plan, capabilities: Capability[]): ModelService[] {
  const holders = capabilities.flatMap(({ requirements }) => requirements.flatMap((each) => each.holders));
  const services = [...new Set(holders)].filter((holder) => !isHost(holder));
  const known = outsideServices(plan);
  const addresses = vips(plan);
  return services.map((id) => ({
    id,
    declared: known.find((each) => each.id === id)?.declared ?? '',
    address: addresses.find((each) => each.id === id)?.address ?? '',
  }));
}

export function capabilityOf(model: AvailabilityModel, id: CapabilityId): Capability | undefined {
  return model.capabilities.find((capability) => capability.id === id);
}
