import { internalAddressOf, type Plan, type PlanHost, type Role, type ServiceRole } from '@/lib/plan/schema';
import { networkOf } from './network-of';

/**
 * What the diagram shows, told from the plan alone: no positions, no words, no React. Ids go by a host's place in the
 * plan, because names may be empty or doubled while a person types.
 */
export type HostNode = {
  kind: 'host';
  id: string;
  index: number;
  host: PlanHost;
  /** Roles of which this host is the only holder. */
  lone: (Role | ServiceRole)[];
  group: string;
};
export type EntryNode = {
  kind: 'entry';
  id: string;
  entry: 'keepalived' | 'load-balancer';
  address: string;
  routerId: number | null;
  /** Name of the host that holds the address at first; '' for a load balancer. */
  holder: string;
  purposes: ('api' | 'application')[];
};
export type ServiceNode = {
  kind: 'service';
  id: string;
  service: 'database' | 'registry' | 'nfs' | 'etcd';
  address: string;
  port: number | null;
};
export type TopologyNode = { kind: 'clients' | 'console'; id: string } | EntryNode | HostNode | ServiceNode;

export type Group = {
  id: string;
  kind: 'network' | 'domain';
  /** The subnet, or the failure domain's name; '' while unknown. */
  name: string;
  parent: string | null;
  hosts: number;
};

export type EdgeKind = 'traffic' | 'standby' | 'etcd' | 'uses' | 'control';
export type EdgeLabel = 'clients' | 'active' | 'activeApi' | 'standby' | 'api' | 'ssh' | 'uses';
export type TopologyEdge = {
  id: string;
  kind: EdgeKind;
  from: string;
  to: string;
  label: EdgeLabel | null;
  ports: string;
};

export type Topology = {
  nodes: TopologyNode[];
  groups: Group[];
  edges: TopologyEdge[];
  /** Members of etcd and how many of them must live. */
  etcd: { members: string[]; quorum: number };
};

const apiPort = 6443;
/** What Rainbond's gateway listens on (design.md, entry). */
const applicationPorts = [80, 443, 6060, 7070, 8443];

export function topologyOf(plan: Plan): Topology {
  const hosts = hostNodes(plan);
  const entries = entryNodes(plan);
  const services = serviceNodes(plan);
  const members = hosts.filter(({ host }) => host.roles.includes('etcd')).map(({ id }) => id);
  return {
    nodes: [{ kind: 'clients', id: 'clients' }, { kind: 'console', id: 'console' }, ...entries, ...hosts, ...services],
    groups: groupsOf(plan),
    edges: [
      ...entries.flatMap((entry) => entryEdges(entry, hosts)),
      ...(entries.some((entry) => entry.purposes.includes('api')) ? [] : directEdges(hosts)),
      ...sshEdges(hosts),
      ...services.map(
        (service): TopologyEdge => ({
          id: `uses:${service.id}`,
          kind: 'uses',
          from: 'network',
          to: service.id,
          label: service.port === null ? null : 'uses',
          ports: service.port === null ? '' : String(service.port),
        }),
      ),
    ],
    etcd: { members, quorum: Math.floor(members.length / 2) + 1 },
  };
}

function hostNodes(plan: Plan): HostNode[] {
  return plan.hosts.map((host, index) => ({
    kind: 'host',
    id: `host:${index}`,
    index,
    host,
    // On a single host everything is alone; marking all of it would say nothing.
    lone: plan.hosts.length === 1 ? [] : host.roles.filter((role) => holders(plan, role) === 1),
    group: host.failureDomain ? `domain:${host.failureDomain}` : 'network',
  }));
}

const holders = (plan: Plan, role: Role | ServiceRole) => plan.hosts.filter((host) => host.roles.includes(role)).length;

function groupsOf(plan: Plan): Group[] {
  if (plan.hosts.length === 0) return [];
  const domains = [...new Set(plan.hosts.map((host) => host.failureDomain).filter(Boolean))];
  return [
    {
      id: 'network',
      kind: 'network',
      name: networkOf(plan.hosts.map(internalAddressOf)),
      parent: null,
      hosts: plan.hosts.length,
    },
    ...domains.map(
      (name): Group => ({
        id: `domain:${name}`,
        kind: 'domain',
        name,
        parent: 'network',
        hosts: plan.hosts.filter((host) => host.failureDomain === name).length,
      }),
    ),
  ];
}

function entryNodes(plan: Plan): EntryNode[] {
  const { api, application } = plan.entry;
  const nodes: EntryNode[] = [];
  if (application.kind !== 'none') {
    nodes.push({
      ...entryNode(plan, 'entry:application', application, 'gateway'),
      purposes: api.kind === 'application-entry' ? ['application', 'api'] : ['application'],
    });
  }
  if (api.kind === 'keepalived' || api.kind === 'load-balancer') {
    nodes.push({ ...entryNode(plan, 'entry:api', api, 'control-plane'), purposes: ['api'] });
  }
  return nodes;
}

type Entry =
  | Extract<Plan['entry']['api'], { kind: 'keepalived' | 'load-balancer' }>
  | Exclude<Plan['entry']['application'], { kind: 'none' }>;

function entryNode(plan: Plan, id: string, entry: Entry, role: Role): Omit<EntryNode, 'purposes'> {
  const keepalived = entry.kind === 'keepalived';
  return {
    kind: 'entry',
    id,
    entry: entry.kind,
    address: entry.address,
    routerId: keepalived ? entry.virtualRouterId : null,
    holder: keepalived ? (plan.hosts.find((host) => host.roles.includes(role))?.name ?? '') : '',
  };
}

function entryEdges(entry: EntryNode, hosts: HostNode[]): TopologyEdge[] {
  const role: Role = entry.purposes.includes('application') ? 'gateway' : 'control-plane';
  const ports = [
    ...(entry.purposes.includes('application') ? applicationPorts : []),
    ...(entry.purposes.includes('api') ? [apiPort] : []),
  ].join(', ');
  const behind = hosts.filter(({ host }) => host.roles.includes(role));
  return [
    { id: `clients:${entry.id}`, kind: 'traffic', from: 'clients', to: entry.id, label: 'clients', ports },
    ...behind.map(({ id }, index): TopologyEdge => {
      // A load balancer sends to all at once; a virtual address is on one host at a time.
      const active = entry.entry === 'load-balancer' || index === 0;
      return {
        id: `${entry.id}:${id}`,
        kind: active ? 'traffic' : 'standby',
        from: entry.id,
        to: id,
        label:
          index === 0
            ? entry.purposes.includes('application')
              ? 'active'
              : 'activeApi'
            : index === behind.length - 1 && !active
              ? 'standby'
              : null,
        ports: String(apiPort),
      };
    }),
  ];
}

/** Without an entry, clients go to the first control plane itself. */
function directEdges(hosts: HostNode[]): TopologyEdge[] {
  const first = hosts.find(({ host }) => host.roles.includes('control-plane'));
  if (!first) return [];
  return [{ id: 'clients:host', kind: 'traffic', from: 'clients', to: first.id, label: 'api', ports: String(apiPort) }];
}

function sshEdges(hosts: HostNode[]): TopologyEdge[] {
  if (hosts.length === 0) return [];
  const ports = [...new Set(hosts.map(({ host }) => host.ssh.port))].sort((a, b) => a - b);
  return [
    { id: 'console:network', kind: 'control', from: 'console', to: 'network', label: 'ssh', ports: ports.join(', ') },
  ];
}

function serviceNodes({ storage, etcd, registry, database, rainbond }: Plan): ServiceNode[] {
  const nodes: ServiceNode[] = [];
  if (storage.kind === 'external-nfs') {
    nodes.push({
      kind: 'service',
      id: 'service:nfs',
      service: 'nfs',
      address: `${storage.server}:${storage.path}`,
      port: 2049,
    });
  }
  if (database.kind === 'external') {
    const address = `${database.host}:${database.port}`;
    nodes.push({ kind: 'service', id: 'service:database', service: 'database', address, port: database.port });
  }
  if (registry.kind === 'external') {
    const port = registry.scheme === 'https' ? 443 : 80;
    nodes.push({ kind: 'service', id: 'service:registry', service: 'registry', address: registry.address, port });
  }
  if (rainbond.kind !== 'none' && etcd.kind === 'external') {
    nodes.push({
      kind: 'service',
      id: 'service:etcd',
      service: 'etcd',
      address: etcd.endpoints.join(', '),
      port: null,
    });
  }
  return nodes;
}
