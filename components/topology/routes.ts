import type { Box, Placement } from './layout';
import type { Topology, TopologyEdge } from './model-types';
import { networkId } from './node-ids';
import type { Point } from './svg-path';

export type Route = {
  id: string;
  points: Point[];
  label: Point;
  /** Where a line that is cut has its cross. */
  cross: Point;
};

type Around = { boxes: Record<string, Box>; cards: Box[]; network: Box | undefined };

/** Where every edge runs: straight lines and right angles, around the cards and never through one. */
export function routesOf(topology: Topology, { boxes }: Placement): Route[] {
  const cards = topology.nodes.flatMap((node) => (node.kind === 'host' ? [boxes[node.id]] : [])).filter(isBox);
  const around = { boxes, cards, network: boxes[networkId] };
  // Lines up to the API and lines of services don't leave through the same side.
  const down = topology.edges.filter((edge) => edge.kind === 'traffic' || edge.kind === 'standby');
  const perSource = Map.groupBy(
    // They leave in the order of where they go, so that they don't cross.
    down.toSorted((a, b) => center(boxes[a.to] ?? nowhere) - center(boxes[b.to] ?? nowhere)),
    (edge) => edge.from,
  );
  const entries = topology.nodes.flatMap((node) => (node.kind === 'entry' ? [node.id] : []));
  const serving = topology.edges.filter((edge) => edge.to.startsWith('service:') && edge.kind !== 'uses');
  const perTarget = Map.groupBy(topology.edges, (edge) => edge.to);
  return topology.edges.flatMap((edge) => {
    const from = boxes[edge.from];
    const to = boxes[edge.to];
    if (!from || !to) return [];
    const route = (points: Point[], extra: Partial<Route> = {}): Route[] => [
      { id: edge.id, points, label: labelPoint(points), cross: crossPoint(points), ...extra },
    ];
    if (edge.kind === 'control') return route(control(from, to));
    if (edge.id === 'kubelets') return route(kubelets(from, to));
    if (edge.to.startsWith('service:')) {
      const arriving = perTarget.get(edge.to) ?? [];
      const points =
        edge.kind === 'uses' ? uses(from, to, arriving.length) : serves(edge, arriving, serving.indexOf(edge), around);
      const network = around.network;
      const at = { x: points.at(-1)?.x ?? 0, y: network ? bottomOf(network) : to.y - 60 };
      // In the middle between frame and service; of three lines side by side the middle one says it lower.
      const lower = arriving.length > 2 && edge.kind === 'standby' ? 12 : arriving.length > 2 ? -10 : 0;
      return route(points, { label: { x: at.x, y: (at.y + to.y) / 2 + lower }, cross: at });
    }
    const siblings = perSource.get(edge.from) ?? [];
    const entry = { at: Math.max(0, entries.indexOf(edge.from)), of: Math.max(1, entries.length) };
    const points = downward(from, to, { at: siblings.indexOf(edge), of: siblings.length }, entry, cards);
    const network = around.network;
    if (points.length > 2 || !network || from.y > network.y || to.y < network.y) return route(points);
    // A straight line goes on inside the frame; its label stands before it.
    return route(points, { label: { x: center(to), y: (bottomOf(from) + network.y) / 2 - 2 } });
  });
}

const nowhere: Box = { x: 0, y: 0, width: 0, height: 0 };
const isBox = (box: Box | undefined): box is Box => box !== undefined;
const center = (box: Box) => box.x + box.width / 2;
const bottomOf = (box: Box) => box.y + box.height;

/** From the console to the frame; from beside it when the frame is narrow. */
function control(from: Box, to: Box): Point[] {
  const start = { x: center(from), y: bottomOf(from) };
  if (start.x < to.x + to.width) return [start, { x: start.x, y: to.y }];
  const y = to.y + 40;
  return [start, { x: start.x, y }, { x: to.x + to.width, y }];
}

/** Up from the frame to the left side of the API's entry; around the frame when it is narrow. */
function kubelets(frame: Box, entry: Box): Point[] {
  const end = { x: entry.x, y: entry.y + entry.height / 2 };
  const inner = frame.x + 12;
  const start = { x: inner, y: frame.y };
  if (entry.x - inner >= 120) return [start, { x: inner, y: end.y }, end];
  const x = Math.min(frame.x, entry.x) - 52;
  const y = frame.y + 40;
  return [{ x: frame.x, y }, { x, y }, { x, y: end.y }, end];
}

function uses(from: Box, to: Box, arriving: number): Point[] {
  const x = arriving > 1 ? to.x + to.width * 0.76 : center(to);
  const start = { x: Math.min(Math.max(x, from.x + 16), from.x + from.width - 16), y: bottomOf(from) };
  const end = { x, y: to.y };
  if (start.x === x) return [start, end];
  // The service stands beyond the frame's edge.
  const bus = (start.y + to.y) / 2 - 18;
  return [start, { x: start.x, y: bus }, { x, y: bus }, end];
}

/**
 * From the bottom of a host down to the service: straight where nothing is in between, else beside its column.
 *
 * @param nth among all lines of this kind, so that no two run on one another
 */
function serves(edge: TopologyEdge, arriving: TopologyEdge[], nth: number, { boxes, cards, network }: Around): Point[] {
  const [from, to] = [boxes[edge.from], boxes[edge.to]];
  if (!from || !to) return [];
  const lines = arriving.filter((each) => each.kind !== 'uses');
  // Servers left to right arrive left to right, so that their lines don't cross.
  const order = lines.map((each) => center(boxes[each.from] ?? from)).sort((a, b) => a - b);
  const at = order.indexOf(center(from));
  const end = { x: to.x + to.width * (lines.length > 1 ? 0.14 + 0.31 * at : 0.24), y: to.y };
  const bottom = bottomOf(from);
  const frameBottom = network ? bottomOf(network) : bottom;
  const bus = frameBottom + 5 + 5 * nth;
  const blocked = (x: number) => cards.some((card) => card.y > from.y && card.x - 4 < x && x < card.x + card.width + 4);
  const within = end.x > from.x + 12 && end.x < from.x + from.width - 12;
  if (within && !blocked(end.x)) return [{ x: end.x, y: bottom }, end];
  const x = center(from) - from.width / 4;
  if (!blocked(x)) return [{ x, y: bottom }, { x, y: bus }, { x: end.x, y: bus }, end];
  const lane = from.x - 5;
  return [
    { x, y: bottom },
    { x, y: bottom + 7 },
    { x: lane, y: bottom + 7 },
    { x: lane, y: bus },
    { x: end.x, y: bus },
    end,
  ];
}

type Place = { at: number; of: number };
/** From -0.5 to 0.5 and so on, around the middle. */
const offset = ({ at, of }: Place) => at - (of - 1) / 2;

function downward(from: Box, to: Box, line: Place, entry: Place, cards: Box[]): Point[] {
  const top = bottomOf(from);
  // Lines leave side by side, so that each can be followed back to where it starts.
  const spread = Math.min(44, (from.width - 24) / Math.max(1, line.of));
  const start = { x: center(from) + offset(line) * spread, y: top };
  // Two entries: each has a height of its own, and its own place on the hosts that both lead to.
  const bus = entry.of > 1 ? top + 11 + 18 * entry.at : top + 24;
  const end = { x: center(to) + offset(entry) * (cards.includes(to) ? 28 : 0), y: to.y };
  if (Math.abs(start.x - end.x) < 1 && !blocked(end.x, top, to, cards)) return [start, end];
  if (!blocked(end.x, top, to, cards)) return [start, { x: start.x, y: bus }, { x: end.x, y: bus }, end];
  // A card stands above: go down beside its column, and come in through the gap between the rows.
  const gap = to.y - 8;
  const lane = freeLane(end.x, to, top, cards);
  return [start, { x: start.x, y: bus }, { x: lane, y: bus }, { x: lane, y: gap }, { x: end.x, y: gap }, end];
}

/** The nearest way down beside a card on which no card stands. */
function freeLane(x: number, to: Box, from: number, cards: Box[]): number {
  const beside = [to, ...cards.filter((card) => card.y < to.y)].flatMap((card) => [
    card.x - 8,
    card.x + card.width + 8,
  ]);
  const free = beside.filter((lane) => !blocked(lane, from, to, cards));
  return free.sort((a, b) => Math.abs(a - x) - Math.abs(b - x))[0] ?? to.x - 8;
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

/** A little before the arrow, but on the last stretch. */
function crossPoint(points: Point[]): Point {
  const [a, b] = [points.at(-2), points.at(-1)];
  if (!a || !b) return { x: 0, y: 0 };
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const part = length === 0 ? 0 : Math.min(42, length / 2) / length;
  return { x: b.x - (b.x - a.x) * part, y: b.y - (b.y - a.y) * part };
}
