import type { ElkNode } from 'elkjs/lib/elk-api';
import { consoleSize, hostSize, layoutGraph, rowGap } from './layout-graph';
import type { Topology } from './model';

export type Box = { x: number; y: number; width: number; height: number };
export type Placement = { boxes: Record<string, Box>; width: number; height: number };

export type Layouter = (graph: ElkNode) => Promise<ElkNode>;

/** Two plans with the same structure share a placement: typing a name moves nothing. */
export function structureOf(topology: Topology): string {
  return JSON.stringify(layoutGraph(topology));
}

/** Absolute boxes of all nodes and groups. */
export async function placementOf(topology: Topology, layouter: Layouter): Promise<Placement> {
  const laid = await layouter(layoutGraph(topology));
  const boxes: Record<string, Box> = {};
  collect(laid, 0, 0, boxes);
  for (const node of topology.nodes) {
    const box = boxes[node.id];
    if (node.kind === 'host' && box) box.height = hostSize.height;
  }
  const network = boxes.network;
  if (network && topology.groups.length === 1) network.height -= rowGap - 22;
  const clients = boxes.clients;
  const right = Math.max(...Object.values(boxes).map((box) => box.x + box.width));
  const beside = clients ? clients.x + clients.width + 40 : 0;
  boxes.console = { ...consoleSize, x: Math.max(right - consoleSize.width, beside), y: clients?.y ?? 0 };
  return {
    boxes,
    width: Math.max(right, boxes.console.x + consoleSize.width),
    height: Math.max(...Object.values(boxes).map((box) => box.y + box.height)),
  };
}

function collect(node: ElkNode, dx: number, dy: number, boxes: Record<string, Box>): void {
  for (const child of node.children ?? []) {
    const box = { x: dx + (child.x ?? 0), y: dy + (child.y ?? 0), width: child.width ?? 0, height: child.height ?? 0 };
    boxes[child.id] = box;
    collect(child, box.x, box.y, boxes);
  }
}
