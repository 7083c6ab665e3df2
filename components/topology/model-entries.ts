import type { Plan, Role } from '@/lib/plan/schema';
import type { EdgeKind, EdgeLabel, EntryNode, HostNode, TopologyEdge } from './model-types';
import { clientsId, networkId, slotId } from './node-ids';

export const apiPort = 6443;
/** What Rainbond's gateway listens on (design.md, entry). */
const applicationPorts = [80, 443, 6060, 7070, 8443];

/** Where clients go: the API's entry left of that of applications. */
export function entryNodes(plan: Plan): EntryNode[] {
  const { api, application } = plan.entry;
  const nodes: EntryNode[] = [];
  if (api.kind === 'keepalived' || api.kind === 'load-balancer') {
    const port = api.kind === 'load-balancer' ? api.port : apiPort;
    nodes.push(entryNode(plan, 'entry.api', api, port, ['api']));
  }
  if (application.kind !== 'none') {
    const purposes = api.kind === 'application-entry' ? (['application', 'api'] as const) : (['application'] as const);
    nodes.push(entryNode(plan, 'entry.application', application, apiPort, [...purposes]));
  }
  return nodes;
}

type Entry =
  | Extract<Plan['entry']['api'], { kind: 'keepalived' | 'load-balancer' }>
  | Exclude<Plan['entry']['application'], { kind: 'none' }>;

function entryNode(
  plan: Plan,
  slot: EntryNode['slot'],
  entry: Entry,
  port: number,
  purposes: EntryNode['purposes'],
): EntryNode {
  const keepalived = entry.kind === 'keepalived';
  const role = roleBehind(purposes);
  return {
    kind: 'entry',
    id: slotId(slot),
    state: null,
    slot,
    entry: entry.kind,
    address: entry.address,
    port,
    routerId: keepalived ? entry.virtualRouterId : null,
    holder: keepalived ? (plan.hosts.find((host) => host.roles.includes(role))?.name ?? '') : '',
    purposes,
  };
}

const roleBehind = (purposes: EntryNode['purposes']): Role =>
  purposes.includes('application') ? 'gateway' : 'control-plane';

export const edgeOf = (id: string, kind: EdgeKind, from: string, to: string): TopologyEdge => ({
  id,
  kind,
  from,
  to,
  label: null,
  ports: '',
  host: '',
  cut: false,
  text: null,
});

/** Clients to the entry, the entry to the hosts behind it, and every host's kubelet to the API's entry. */
export function entryEdges(entry: EntryNode, hosts: HostNode[]): TopologyEdge[] {
  const role = roleBehind(entry.purposes);
  const api = entry.purposes.includes('api');
  const ports = [...(entry.purposes.includes('application') ? applicationPorts : []), ...(api ? [entry.port] : [])];
  const behind = hosts.filter(({ host }) => host.roles.includes(role));
  return [
    { ...edgeOf(`clients:${entry.id}`, 'traffic', clientsId, entry.id), label: 'clients', ports: ports.join(', ') },
    ...behind.map(({ id }, index): TopologyEdge => {
      // A load balancer sends to all at once; a virtual address is on one host at a time.
      const active = entry.entry === 'load-balancer' || index === 0;
      const last = index === behind.length - 1 && !active;
      return {
        ...edgeOf(`${entry.id}:${id}`, active ? 'traffic' : 'standby', entry.id, id),
        label: index === 0 ? activeLabel(entry) : last ? 'standby' : null,
        ports: String(apiPort),
      };
    }),
    ...(api && hosts.length > 0
      ? [
          {
            ...edgeOf('kubelets', 'uses', networkId, entry.id),
            label: 'kubelets' as const,
            ports: String(entry.port),
          },
        ]
      : []),
  ];
}

/** A virtual address is active on one host; a load balancer sends to all of them. */
export function activeLabel({ entry, purposes }: EntryNode): EdgeLabel {
  const [only] = purposes;
  if (entry === 'load-balancer') return purposes.length === 2 ? 'both' : only === 'application' ? 'apps' : 'api';
  return purposes.length === 2 ? 'activeBoth' : only === 'application' ? 'active' : 'activeApi';
}

/** Without an entry of the API, clients and kubelets go to the first control plane itself. */
export function directEdges(hosts: HostNode[]): TopologyEdge[] {
  const first = hosts.find(({ host }) => host.roles.includes('control-plane'));
  if (!first) return [];
  const direct = edgeOf('clients:host', 'traffic', clientsId, first.id);
  return [{ ...direct, label: 'apiDirect', ports: String(apiPort) }];
}
