import { describe, expect, it } from 'vitest';
import { newPlan, type PlanTemplate } from '@/lib/plan/new-plan';
import type { Plan } from '@/lib/plan/schema';
import { elkLayouter } from './elk';
import { type Box, placementOf, structureOf } from './layout';
import { topologyOf } from './model';
import { peerLine, routesOf } from './routes';

function planOf(template: PlanTemplate, domains: string[] = []): Plan {
  const plan = newPlan('demo', template, () => 0);
  plan.hosts.forEach((host, index) => {
    host.address = `10.0.0.${index + 11}`;
    host.failureDomain = domains[index] ?? '';
  });
  return plan;
}

const laidOut = async (plan: Plan) => {
  const topology = topologyOf(plan);
  return { topology, placement: await placementOf(topology, await elkLayouter()) };
};

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const plans: [string, Plan][] = [
  ['three hosts', planOf('three-hosts')],
  ['three hosts in three racks', planOf('three-hosts', ['A', 'B', 'C'])],
  ['six hosts', planOf('six-hosts')],
  ['six hosts in two racks', planOf('six-hosts', ['A', 'B', 'A', 'B', 'A', 'B'])],
  ['one host', planOf('one-host')],
];

describe.each(plans)('a diagram of %s', (_name, plan) => {
  it('has a box for every node, and no two cards overlap', async () => {
    const { topology, placement } = await laidOut(plan);
    const boxes = topology.nodes.map((node) => placement.boxes[node.id]);
    expect(boxes.every(Boolean)).toBe(true);
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) expect(a && b && overlap(a, b)).toBe(false);
    }
  });

  it('keeps hosts inside their group', async () => {
    const { topology, placement } = await laidOut(plan);
    for (const node of topology.nodes) {
      if (node.kind !== 'host') continue;
      const card = placement.boxes[node.id];
      const group = placement.boxes[node.group];
      expect(card && group && card.x > group.x && card.x + card.width < group.x + group.width).toBe(true);
      expect(card && group && card.y > group.y && card.y + card.height < group.y + group.height).toBe(true);
    }
  });

  it('runs no line through a card that is not its end', async () => {
    const { topology, placement } = await laidOut(plan);
    for (const route of routesOf(topology, placement)) {
      const edge = topology.edges.find(({ id }) => id === route.id);
      for (const node of topology.nodes) {
        const card = placement.boxes[node.id];
        if (node.kind !== 'host' || !card || node.id === edge?.to) continue;
        for (const [index, b] of route.points.entries()) {
          const a = route.points[index - 1] ?? b;
          const stretch = {
            x: Math.min(a.x, b.x),
            y: Math.min(a.y, b.y),
            width: Math.abs(a.x - b.x) + 0.1,
            height: Math.abs(a.y - b.y) + 0.1,
          };
          expect(overlap(stretch, card), `${route.id} through ${node.id}`).toBe(false);
        }
      }
    }
  });
});

it('puts three hosts in one row and six in two', async () => {
  const rows = async (plan: Plan) => {
    const { topology, placement } = await laidOut(plan);
    return new Set(topology.nodes.flatMap((node) => (node.kind === 'host' ? [placement.boxes[node.id]?.y] : []))).size;
  };
  expect(await rows(planOf('three-hosts'))).toBe(1);
  expect(await rows(planOf('six-hosts'))).toBe(2);
});

it('joins etcd members below their row', async () => {
  const { topology, placement } = await laidOut(planOf('three-hosts'));
  const line = peerLine(topology, placement);
  const card = placement.boxes['host:0'];
  expect(line?.paths).toHaveLength(4);
  expect(card && line && line.label.y > card.y + card.height).toBe(true);
});

it('moves nothing while a person types a name or an address', () => {
  const plan = planOf('three-hosts');
  const before = structureOf(topologyOf(plan));
  const [first] = plan.hosts;
  if (first) first.name = 'renamed';
  expect(structureOf(topologyOf(plan))).toBe(before);
  if (first) first.failureDomain = 'A';
  expect(structureOf(topologyOf(plan))).not.toBe(before);
});
