import type { Box } from './layout';

/** Hosts that stand together: those of a failure domain, or (`id` null) those of none. */
export type Block = { id: string | null; hosts: string[] };

export type PackSizes = {
  card: { width: number; height: number };
  /** Between cards of a row, and between blocks. */
  gap: number;
  /** Between rows: room for the line that joins etcd's members. */
  rowGap: number;
  /** Below the last row of the whole. */
  bottom: number;
};

export type Packed = { boxes: Record<string, Box>; width: number; height: number };

/** The pane beside the form, and what of its height clients, entries and services take. */
const pane = { width: 760, height: 690, others: 290 };
const frame = { side: 10, head: 32, bottom: 10, emptyHeight: 84 };
const network = { side: 16, top: 20 };

/**
 * Cards in equal columns, blocks in rows: of all ways the one that is shown largest in the pane. Done here and not by ELK,
 * because the answer is the same for the same plan, rows line up across domains, and 200 hosts take a millisecond.
 */
export function packHosts(blocks: Block[], sizes: PackSizes): Packed {
  const most = Math.max(1, ...blocks.map(({ hosts }) => hosts.length));
  let best: { packed: Packed; scale: number } | null = null;
  for (let across = 1; across <= Math.max(1, blocks.length); across += 1) {
    for (let columns = 1; columns <= Math.min(most, 24); columns += 1) {
      const packed = arrange(blocks, sizes, columns, across);
      const scale = Math.min(1, pane.width / packed.width, pane.height / (packed.height + pane.others));
      if (!best || scale > best.scale + 1e-9) best = { packed, scale };
    }
    // Rows of very many domains: wider ones only get smaller.
    if (across > 24) break;
  }
  return best?.packed ?? { boxes: {}, width: 0, height: 0 };
}

function arrange(blocks: Block[], sizes: PackSizes, columns: number, across: number): Packed {
  const boxes: Record<string, Box> = {};
  let y = network.top;
  let right = 0;
  let bottom = y;
  for (let first = 0; first < blocks.length; first += across) {
    const row = blocks.slice(first, first + across);
    const shapes = row.map((block) => shapeOf(block, sizes, columns));
    const height = Math.max(...shapes.map((shape) => shape.height));
    let x = network.side;
    row.forEach((block, at) => {
      const width = shapes[at]?.width ?? 0;
      place(block, { x, y, width, height }, sizes, columns, boxes);
      x += width + sizes.gap;
    });
    right = Math.max(right, x - sizes.gap);
    bottom = y + height;
    y = bottom + sizes.rowGap;
  }
  return { boxes, width: right + network.side, height: bottom + sizes.bottom };
}

function shapeOf({ id, hosts }: Block, { card, gap, rowGap }: PackSizes, columns: number) {
  const used = Math.max(1, Math.min(columns, hosts.length));
  const rows = Math.ceil(hosts.length / columns);
  const width = used * card.width + (used - 1) * gap;
  const height = rows * card.height + (rows - 1) * rowGap;
  if (id === null) return { width, height };
  const inside = rows === 0 ? frame.emptyHeight : height;
  return { width: width + 2 * frame.side, height: frame.head + inside + frame.bottom };
}

function place({ id, hosts }: Block, box: Box, sizes: PackSizes, columns: number, boxes: Record<string, Box>): void {
  const { card, gap, rowGap } = sizes;
  const inset = id === null ? { x: 0, y: 0 } : { x: frame.side, y: frame.head };
  if (id !== null) boxes[id] = box;
  hosts.forEach((host, index) => {
    boxes[host] = {
      x: box.x + inset.x + (index % columns) * (card.width + gap),
      y: box.y + inset.y + Math.floor(index / columns) * (card.height + rowGap),
      ...card,
    };
  });
}
