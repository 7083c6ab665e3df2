import type { Box, Placement } from './layout';
import type { Topology, TopologyEdge } from './model';

type Point = { x: number; y: number };
export type Route = { id: string; points: Point[]; label: Point };

/** Where every edge runs: straight lines and right angles, around the cards and never through one. */
export function routesOf(topology: Topology, { boxes }: Placement): Route[] {
  const cards = topology.nodes.flatMap((node) => (node.kind === 'host' ? [boxes[node.id]] : [])).filter(isBox);
  const perSource = Map.groupBy(topology.edges, (edge) => edge.from);
  return topology.edges.flatMap((edge) => {
    const from = boxes[edge.from];
    const to = boxes[edge.to];
    if (!from || !to) return [];
    const siblings = perSource.get(edge.from) ?? [];
    const points = pointsOf(edge, from, to, siblings.indexOf(edge), siblings.length, cards);
    return [{ id: edge.id, points, label: labelPoint(points) }];
  });
}

const isBox = (box: Box | undefined): box is Box => box !== undefined;
const center = (box: Box) => box.x + box.width / 2;

function pointsOf(edge: TopologyEdge, from: Box, to: Box, place: number, count: number, cards: Box[]): Point[] {
  const top = from.y + from.height;
  if (edge.kind === 'control') {
    return [
      { x: center(from), y: top },
      { x: center(from), y: to.y },
    ];
  }
  if (edge.kind === 'uses') {
    return [
      { x: center(to), y: top },
      { x: center(to), y: to.y },
    ];
  }
  // Lines leave side by side, so that each can be followed back to where it starts.
  const spread = Math.min(44, (from.width - 24) / Math.max(1, count));
  const start = { x: center(from) + (place - (count - 1) / 2) * spread, y: top };
  const bus = top + 24;
  const end = { x: center(to), y: to.y };
  if (Math.abs(start.x - end.x) < 1 && !blocked(end.x, top, to, cards)) return [start, end];
  if (!blocked(end.x, top, to, cards)) return [start, { x: start.x, y: bus }, { x: end.x, y: bus }, end];
  // A card stands above: go down beside its column, and come in through the gap between the rows.
  const lane = to.x - 8;
  const gap = to.y - 12;
  return [start, { x: start.x, y: bus }, { x: lane, y: bus }, { x: lane, y: gap }, { x: end.x, y: gap }, end];
}

function blocked(x: number, from: number, to: Box, cards: Box[]): boolean {
  return cards.some(
    (card) => card !== to && card.x < x && x < card.x + card.width && card.y > from - 1 && card.y < to.y,
  );
}

/** Middle of the longest stretch. */
function labelPoint(points: Point[]): Point {
  let best = { length: -1, at: points[0] ?? { x: 0, y: 0 } };
  for (const [index, b] of points.entries()) {
    const a = points[index - 1];
    if (!a) continue;
    const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    if (length > best.length) best = { length, at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  }
  return best.at;
}

export type PeerLine = { paths: Point[][]; label: Point; quorum: Point } | null;

/** The dotted line that joins etcd's members: below their row when they share one, else below all hosts. */
export function peerLine(topology: Topology, { boxes }: Placement): PeerLine {
  const members = topology.etcd.members.map((id) => boxes[id]).filter(isBox);
  const network = boxes.network;
  if (members.length < 2 || !network) return null;
  const cards = topology.nodes.flatMap((node) => (node.kind === 'host' ? [boxes[node.id]] : [])).filter(isBox);
  const oneRow = new Set(members.map((box) => box.y)).size === 1;
  const below = oneRow ? members : cards;
  const bus = Math.max(...below.map((box) => box.y + box.height)) + 17;
  const ends = members.map((box) => {
    const under = cards.some((card) => card.y > box.y && card.x < center(box) && center(box) < card.x + card.width);
    const bottom = box.y + box.height;
    if (oneRow || !under)
      return [
        { x: center(box), y: bottom },
        { x: center(box), y: bus },
      ];
    const lane = box.x + box.width + 8;
    return [
      { x: center(box), y: bottom },
      { x: center(box), y: bottom + 12 },
      { x: lane, y: bottom + 12 },
      { x: lane, y: bus },
    ];
  });
  const xs = ends.map((path) => path.at(-1)?.x ?? 0).sort((a, b) => a - b);
  const [left = 0, right = 0] = [xs[0], xs.at(-1)];
  return {
    paths: [
      [
        { x: left, y: bus },
        { x: right, y: bus },
      ],
      ...ends,
    ],
    label: { x: left + (right - left) * 0.25, y: bus },
    quorum: { x: left + (right - left) * 0.75, y: bus },
  };
}

/** An SVG path with corners of radius 8. */
export function svgPath(points: Point[], radius = 8): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const a = toward(point, before, radius);
      const b = toward(point, after, radius);
      return `L${a.x} ${a.y}Q${point.x} ${point.y} ${b.x} ${b.y}`;
    })
    .join('');
}

function toward(from: Point, to: Point, radius: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  const part = Math.min(radius, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
