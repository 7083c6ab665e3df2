import { activeLabel } from './model-entries';
import type { EntryNode, Group, HostNode, Topology, TopologyEdge, TopologyNode } from './model-types';
import { isOut, type NodeState, type NodeStates } from './node-state';

/**
 * The diagram after failures: what has become of its parts, which lines are cut, who holds a virtual address now and how
 * many etcd members are left. States come from outside; this only draws the consequences that are seen on lines.
 */
export function withStates(topology: Topology, states: NodeStates): Topology {
  if (Object.keys(states).length === 0) return topology;
  const nodes = topology.nodes.map((node): TopologyNode => {
    const own = states[node.id] ?? null;
    // Hosts of a domain that fails fail with it.
    const domain = node.kind === 'host' ? states[node.group] : undefined;
    const state = own ?? (domain?.state === 'failed' ? withoutText(domain) : null);
    return state === node.state ? node : { ...node, state };
  });
  const hosts = nodes.filter((node) => node.kind === 'host');
  const failed = new Set(hosts.filter(({ state }) => isOut(state)).map(({ id }) => id));
  const entries = nodes.filter((node) => node.kind === 'entry');
  const moved = new Map(entries.map((entry) => [entry.id, holderNow(entry, topology.edges, hosts, failed)]));
  return {
    ...topology,
    nodes: nodes.map((node) => {
      const holder = moved.get(node.id);
      return node.kind === 'entry' && node.entry === 'keepalived' ? { ...node, holder: holder?.host.name ?? '' } : node;
    }),
    groups: topology.groups.map((group) => groupNow(group, hosts, failed, states)),
    edges: topology.edges.map((edge) => edgeNow(edge, nodes, failed, moved, states)),
    etcd: { ...topology.etcd, alive: topology.etcd.members.filter((id) => !failed.has(id)).length },
  };
}

const withoutText = ({ text: _text, ...state }: NodeState): NodeState => state;

/** VRRP: the address goes to the next router in the order of priorities that lives (RFC 5798, 6.4). */
function holderNow(
  entry: EntryNode,
  edges: TopologyEdge[],
  hosts: HostNode[],
  failed: ReadonlySet<string>,
): HostNode | null {
  const next = edges.find((edge) => edge.from === entry.id && !failed.has(edge.to));
  return hosts.find(({ id }) => id === next?.to) ?? null;
}

function groupNow(group: Group, hosts: HostNode[], failed: ReadonlySet<string>, states: NodeStates): Group {
  const inside = group.kind === 'network' ? hosts : hosts.filter((host) => host.group === group.id);
  return { ...group, state: states[group.id] ?? null, failed: inside.filter(({ id }) => failed.has(id)).length };
}

function edgeNow(
  edge: TopologyEdge,
  nodes: TopologyNode[],
  failed: ReadonlySet<string>,
  moved: Map<string, HostNode | null>,
  states: NodeStates,
): TopologyEdge {
  const end = (id: string) => nodes.find((node) => node.id === id);
  const [from, to] = [end(edge.from), end(edge.to)];
  const noneBehind = to?.kind === 'entry' && moved.get(to.id) === null;
  const cut = isOut(from?.state) || isOut(to?.state) || (edge.id === 'kubelets' && noneBehind);
  const now: TopologyEdge = { ...edge, cut, text: states[edge.id]?.text ?? null };
  if (from?.kind === 'entry' && from.entry === 'keepalived' && !cut) return heldNow(now, from, failed, moved);
  // The host that holds the address now is the one to name.
  if (cut && from?.kind === 'entry') return { ...now, label: null };
  // Who serves is the line's point: with the server gone, so is what it says.
  if (cut && failed.has(edge.from) && (edge.kind === 'only' || edge.kind === 'serves'))
    return { ...now, label: 'gone' };
  return now;
}

function heldNow(
  edge: TopologyEdge,
  entry: EntryNode,
  failed: ReadonlySet<string>,
  moved: Map<string, HostNode | null>,
): TopologyEdge {
  const active = moved.get(entry.id)?.id === edge.to && !failed.has(edge.to);
  if (!active) return edge;
  return { ...edge, kind: 'traffic', label: activeLabel(entry) };
}
