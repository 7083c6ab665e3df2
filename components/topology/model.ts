import { domainsOf } from '@/lib/plan/edits/domains';
import type { AnyRole } from '@/lib/plan/edits/set-role';
import { quorum } from '@/lib/plan/quorum';
import { internalAddressOf, type Plan } from '@/lib/plan/schema';
import { directEdges, edgeOf, entryEdges, entryNodes } from './model-entries';
import { serviceEdges, serviceNodes } from './model-services';
import type { Group, HostNode, PlainNode, Topology, TopologyEdge } from './model-types';
import { networkOf } from './network-of';
import { clientsId, consoleId, domainId, hostId, networkId } from './node-ids';

/** Above this a card shows its name, its roles as glyphs and its state only. */
export const compactAbove = 60;

/**
 * The diagram, told from the plan alone. Ids go by a host's place in the plan, because names may be empty or doubled
 * while a person types.
 */
export function topologyOf(plan: Plan): Topology {
  const hosts = hostNodes(plan);
  const entries = entryNodes(plan);
  const services = serviceNodes(plan, hosts);
  const members = hosts.filter(({ host }) => host.roles.includes('etcd')).map(({ id }) => id);
  const beside = !hosts.some(({ slipway }) => slipway);
  const plain = (kind: PlainNode['kind'], id: string): PlainNode => ({ kind, id, state: null });
  return {
    nodes: [
      plain('clients', clientsId),
      ...(beside ? [plain('console', consoleId)] : []),
      ...entries,
      ...hosts,
      ...services,
    ],
    groups: groupsOf(plan),
    edges: [
      ...entries.flatMap((entry) => entryEdges(entry, hosts)),
      ...(entries.some((entry) => entry.purposes.includes('api')) ? [] : directEdges(hosts)),
      ...(beside ? sshEdges(hosts) : []),
      ...services.flatMap((service) => serviceEdges(service, hosts)),
    ],
    etcd: { members, quorum: quorum(members.length), alive: members.length },
    compact: hosts.length > compactAbove,
  };
}

function hostNodes(plan: Plan): HostNode[] {
  const holders = new Map<AnyRole, number>();
  for (const host of plan.hosts) {
    for (const role of host.roles) holders.set(standsFor(role), (holders.get(standsFor(role)) ?? 0) + 1);
  }
  const domains = new Map(domainsOf(plan).map((domain) => [domain.name, domain]));
  return plan.hosts.map((host, index) => ({
    kind: 'host',
    id: hostId(index),
    state: null,
    index,
    host,
    // On a single host everything is alone; marking all of it would say nothing.
    lone: plan.hosts.length === 1 ? [] : host.roles.filter((role) => holders.get(standsFor(role)) === 1),
    group: host.failureDomain ? domainId(host.failureDomain) : networkId,
    domain: domains.get(host.failureDomain) ?? null,
    slipway: host.name !== '' && host.name === plan.slipway.host,
  }));
}

/** A secondary is what keeps a primary from being alone. */
function standsFor(role: AnyRole): AnyRole {
  if (role === 'nfs-secondary') return 'nfs-primary';
  return role === 'mysql-replica' ? 'mysql-primary' : role;
}

function groupsOf(plan: Plan): Group[] {
  const domains = domainsOf(plan);
  if (plan.hosts.length + domains.length === 0) return [];
  const group = { state: null, failed: 0 };
  const counts = Map.groupBy(plan.hosts, (host) => host.failureDomain);
  return [
    {
      ...group,
      id: networkId,
      kind: 'network',
      name: networkOf(plan.hosts.map(internalAddressOf)),
      domain: null,
      parent: null,
      hosts: plan.hosts.length,
    },
    ...domains.map(
      ({ name, kind }): Group => ({
        ...group,
        id: domainId(name),
        kind: 'domain',
        name,
        domain: kind,
        parent: networkId,
        hosts: counts.get(name)?.length ?? 0,
      }),
    ),
  ];
}

function sshEdges(hosts: HostNode[]): TopologyEdge[] {
  if (hosts.length === 0) return [];
  const ports = [...new Set(hosts.map(({ host }) => host.ssh.port))].sort((a, b) => a - b);
  return [{ ...edgeOf('console:network', 'control', consoleId, networkId), label: 'ssh', ports: ports.join(', ') }];
}
