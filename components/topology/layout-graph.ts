import type { ElkNode } from 'elkjs/lib/elk-api';
import type { Topology, TopologyNode } from './model';

export const hostSize = { width: 208, height: 176 };
/** Room below a host's card for the line that joins etcd's members. */
export const rowGap = 30;
const gap = 16;

const sizes: Record<Exclude<TopologyNode['kind'], 'host'>, { width: number; height: number }> = {
  clients: { width: 148, height: 38 },
  console: { width: 120, height: 38 },
  entry: { width: 228, height: 52 },
  service: { width: 228, height: 66 },
};

/** Columns that keep the diagram about as wide as the pane beside the form. */
export function columnsOf(count: number): number {
  if (count <= 4) return Math.max(1, count);
  if (count <= 6) return 3;
  if (count <= 8) return 4;
  return Math.min(6, Math.ceil(Math.sqrt(count * 1.6)));
}

function packed(columns: number, width: number, padding: string): Record<string, string> {
  return {
    'elk.algorithm': 'rectpacking',
    'elk.padding': padding,
    'elk.spacing.nodeNode': String(gap),
    'elk.rectpacking.widthApproximation.strategy': 'TARGET_WIDTH',
    'elk.rectpacking.widthApproximation.targetWidth': String(columns * (width + gap) + 40),
    'elk.rectpacking.packing.compaction.rowHeightReevaluation': 'false',
  };
}

/**
 * The graph that ELK lays out: layers from clients down to services, and inside the network's frame hosts or failure
 * domains packed in rows. Edges between layers only: the rest is routed by us, around the cards (`routes.ts`).
 */
export function layoutGraph({ nodes, groups, edges }: Topology): ElkNode {
  const hostBox = { width: hostSize.width, height: hostSize.height + rowGap };
  const inGroup = (id: string): ElkNode[] =>
    nodes.flatMap((node) => (node.kind === 'host' && node.group === id ? [{ id: node.id, ...hostBox }] : []));

  const domains = groups
    .filter((group) => group.kind === 'domain')
    .map((group): ElkNode => {
      const children = inGroup(group.id);
      const columns = children.length > 4 ? 2 : 1;
      return {
        id: group.id,
        children,
        layoutOptions: packed(columns, hostSize.width, '[top=34,left=10,bottom=0,right=10]'),
      };
    });
  const packedInNetwork = [...domains, ...inGroup('network')];
  const network: ElkNode[] =
    groups.length === 0
      ? []
      : [
          {
            id: 'network',
            children: packedInNetwork,
            layoutOptions: packed(
              columnsOf(packedInNetwork.length),
              domains.length > 0 ? hostSize.width + 20 : hostSize.width,
              '[top=22,left=16,bottom=16,right=16]',
            ),
          },
        ];
  const layer = (ids: Set<string>, id: string) => (ids.has(id) ? id : 'network');
  const top = nodes.flatMap((node) =>
    node.kind === 'host' || node.kind === 'console' ? [] : [{ id: node.id, ...sizes[node.kind] }],
  );
  const topIds = new Set(top.map((node) => node.id));
  const between = new Map(
    edges
      .filter((edge) => edge.kind !== 'control')
      .map((edge) => [`${layer(topIds, edge.from)}>${layer(topIds, edge.to)}`, edge]),
  );
  return {
    id: 'root',
    children: [...top, ...network],
    edges: [...between].map(([id, edge]) => ({
      id,
      sources: [layer(topIds, edge.from)],
      targets: [layer(topIds, edge.to)],
    })),
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.layered.spacing.nodeNodeBetweenLayers': '44',
      'elk.spacing.nodeNode': '28',
      'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
      'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.padding': '[top=0,left=0,bottom=0,right=0]',
    },
  };
}

export const consoleSize = sizes.console;
