import type { ElkNode } from 'elkjs/lib/elk-api';
import { consoleSize, layoutGraph, packedOf, type Structure } from './layout-graph';
import { clientsId, consoleId, networkId } from './node-ids';
import type { Packed } from './pack-hosts';

export type Box = { x: number; y: number; width: number; height: number };
export type Placement = { boxes: Record<string, Box>; width: number; height: number };

export type Layouter = (graph: ElkNode) => Promise<ElkNode>;

/** More room above the services than between other layers: two labels stand there, who serves and which port. */
const aboveServices = 26;

/** Absolute boxes of all nodes and groups. */
export async function placementOf(structure: Structure, layouter: Layouter): Promise<Placement> {
  const packed = packedOf(structure);
  return placed(packed, await layouter(layoutGraph(structure, packed)));
}

/** @param laid the layers as ELK has placed them, with the network as one box */
export function placed(packed: Packed, laid: ElkNode): Placement {
  const boxes: Record<string, Box> = {};
  for (const { id, x = 0, y = 0, width = 0, height = 0 } of laid.children ?? []) boxes[id] = { x, y, width, height };
  const frame = boxes[networkId];
  if (frame) {
    for (const [id, box] of Object.entries(boxes))
      if (box.y > frame.y) boxes[id] = { ...box, y: box.y + aboveServices };
    for (const [id, box] of Object.entries(packed.boxes))
      boxes[id] = { ...box, x: box.x + frame.x, y: box.y + frame.y };
  }
  const clients = boxes[clientsId];
  const right = Math.max(...Object.values(boxes).map((box) => box.x + box.width));
  const beside = clients ? clients.x + clients.width + 40 : 0;
  boxes[consoleId] = { ...consoleSize, x: Math.max(right - consoleSize.width, beside), y: clients?.y ?? 0 };
  return {
    boxes,
    width: Math.max(right, boxes[consoleId].x + consoleSize.width),
    height: Math.max(...Object.values(boxes).map((box) => box.y + box.height)),
  };
}
