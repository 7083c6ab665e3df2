import type { Box, Placement } from './layout';
import type { Topology } from './model-types';
import { networkId } from './node-ids';
import type { Point } from './svg-path';

export type PeerLine = {
  /** The line that all share; null where cards are too small and too many for one. */
  bus: Point[] | null;
  /** From each member to the bus. */
  ends: { member: string; points: Point[] }[];
  label: Point;
  quorum: Point;
};

const isBox = (box: Box | undefined): box is Box => box !== undefined;
const center = (box: Box) => box.x + box.width / 2;

/** The dotted line that joins etcd's members: below their row when they share one, else below all hosts. */
export function peerLine({ nodes, etcd, compact }: Topology, { boxes }: Placement): PeerLine | null {
  const members = etcd.members.flatMap((id) => {
    const box = boxes[id];
    return box ? [{ id, box }] : [];
  });
  const network = boxes[networkId];
  if (members.length < 2 || !network) return null;
  if (compact) {
    // Said once, at the frame; the members carry the glyph.
    const y = network.y + network.height - 14;
    return { bus: null, ends: [], label: { x: center(network) - 64, y }, quorum: { x: center(network) + 64, y } };
  }
  const cards = nodes.flatMap((node) => (node.kind === 'host' ? [boxes[node.id]] : [])).filter(isBox);
  const oneRow = new Set(members.map(({ box }) => box.y)).size === 1;
  const below = oneRow ? members.map(({ box }) => box) : cards;
  const bus = Math.max(...below.map((box) => box.y + box.height)) + 28;
  const ends = members.map(({ id, box }) => ({ member: id, points: downTo(bus, box, cards, oneRow) }));
  const xs = ends.map(({ points }) => points.at(-1)?.x ?? 0).sort((a, b) => a - b);
  const [left = 0, right = 0] = [xs[0], xs.at(-1)];
  const [first, last] = [
    { x: left, y: bus },
    { x: right, y: bus },
  ];
  const width = right - left;
  // Two words side by side need room; on a short line they stand apart at its ends.
  const inset = width > 320 ? width * 0.21 : Math.min(0, (width - 260) / 2);
  return {
    bus: [first, last],
    ends,
    label: { x: left + inset, y: bus },
    quorum: { x: right - inset, y: bus },
  };
}

function downTo(bus: number, box: Box, cards: Box[], oneRow: boolean): Point[] {
  const x = center(box);
  const bottom = box.y + box.height;
  const under = cards.some((card) => card.y > box.y && card.x < x && x < card.x + card.width);
  if (oneRow || !under) {
    return [
      { x, y: bottom },
      { x, y: bus },
    ];
  }
  const lane = box.x + box.width + 8;
  return [
    { x, y: bottom },
    { x, y: bottom + 12 },
    { x: lane, y: bottom + 12 },
    { x: lane, y: bus },
  ];
}
