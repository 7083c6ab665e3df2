import type { ElkNode } from 'elkjs/lib/elk-api';
import type { Topology, TopologyNode } from './model-types';
import { networkId } from './node-ids';
import { type Block, type Packed, type PackSizes, packHosts } from './pack-hosts';

export const hostSize = { width: 208, height: 176 };
export const compactHostSize = { width: 136, height: 44 };

export const nodeSizes: Record<Exclude<TopologyNode['kind'], 'host'>, { width: number; height: number }> = {
  clients: { width: 148, height: 38 },
  console: { width: 120, height: 38 },
  entry: { width: 228, height: 52 },
  service: { width: 228, height: 66 },
};
export const consoleSize = nodeSizes.console;

/** Columns that keep the diagram about as wide as the pane beside the form. */
export function columnsOf(count: number): number {
  if (count <= 4) return Math.max(1, count);
  if (count <= 6) return 3;
  if (count <= 8) return 4;
  return Math.min(6, Math.ceil(Math.sqrt(count * 1.6)));
}

/** Everything that a placement depends on; two diagrams with the same structure share one. */
export type Structure = { blocks: Block[]; compact: boolean; peers: boolean; graph: Omit<ElkNode, 'id'> };

export function structureOf(topology: Topology): Structure {
  const { nodes, groups, compact, etcd } = topology;
  const byGroup = Map.groupBy(
    nodes.filter((node) => node.kind === 'host'),
    (node) => node.group,
  );
  const hostsOf = (id: string) => (byGroup.get(id) ?? []).map((node) => node.id);
  const loose = hostsOf(networkId);
  const domains = groups.filter((group) => group.kind === 'domain');
  // Hosts of no domain stand above, so that no line to them runs through a domain.
  const blocks: Block[] = [
    ...(loose.length > 0 ? [{ id: null, hosts: loose }] : []),
    ...domains.map((group) => ({ id: group.id, hosts: hostsOf(group.id) })),
  ];
  return { blocks, compact, peers: etcd.members.length > 1, graph: layersOf(topology) };
}

export function packedOf({ blocks, compact, peers }: Structure): Packed {
  const packSizes: PackSizes = compact
    ? { card: compactHostSize, gap: 10, rowGap: 10, bottom: peers ? 28 : 16 }
    : { card: hostSize, gap: 16, rowGap: 46, bottom: peers ? 46 : 16 };
  return packHosts(blocks, packSizes);
}

/**
 * Layers from clients down to services, with the network as one box; also where no line joins them yet, as before the
 * first control plane. Lines back up to the API are routed by us.
 */
function layersOf({ nodes, groups }: Topology): Omit<ElkNode, 'id'> {
  const top = nodes.flatMap((node) =>
    node.kind === 'host' || node.kind === 'console' ? [] : [{ id: node.id, ...nodeSizes[node.kind] }],
  );
  const of = (kind: TopologyNode['kind']) => nodes.flatMap((node) => (node.kind === kind ? [node.id] : []));
  const layers = [of('clients'), of('entry'), groups.length > 0 ? [networkId] : [], of('service')];
  const filled = layers.filter((layer) => layer.length > 0);
  const between = filled.flatMap((layer, at) =>
    layer.flatMap((source) => (filled[at + 1] ?? []).map((target) => ({ source, target }))),
  );
  return {
    children: [...top, ...(groups.length > 0 ? [{ id: networkId }] : [])],
    edges: between.map(({ source, target }) => ({ id: `${source}>${target}`, sources: [source], targets: [target] })),
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.layered.spacing.nodeNodeBetweenLayers': '40',
      'elk.spacing.nodeNode': '16',
      'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
      'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.padding': '[top=0,left=0,bottom=0,right=0]',
    },
  };
}

/** The graph that ELK lays out. */
export function layoutGraph({ graph }: Structure, packed: Packed): ElkNode {
  const { width, height } = packed;
  return {
    ...graph,
    id: 'root',
    children: (graph.children ?? []).map((child) => (child.id === networkId ? { ...child, width, height } : child)),
  };
}
