import type { Box } from './layout';

export type Stop = { id: string; box: Box };
export const arrows = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
} as const;
export type Arrow = keyof typeof arrows;

export const isArrow = (key: string): key is Arrow => key in arrows;

/** Where an arrow key goes from a card: to the nearest one that lies that way, sooner ahead than aside; null at the edge. */
export function neighbour(stops: readonly Stop[], from: string, arrow: Arrow): string | null {
  const start = stops.find(({ id }) => id === from);
  if (!start) return null;
  const a = middle(start.box);
  const step = arrows[arrow];
  let best: { id: string; cost: number } | null = null;
  for (const { id, box } of stops) {
    if (id === from) continue;
    const b = middle(box);
    const ahead = (b.x - a.x) * step.x + (b.y - a.y) * step.y;
    const aside = Math.abs((b.x - a.x) * step.y) + Math.abs((b.y - a.y) * step.x);
    if (ahead < 1) continue;
    const cost = ahead + 3 * aside;
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id ?? null;
}

const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
