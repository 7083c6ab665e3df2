import { describe, expect, it } from 'vitest';
import { addDomain } from '@/lib/plan/edits/domains';
import { addHost } from '@/lib/plan/edits/hosts';
import { addService, type ServiceChoice } from '@/lib/plan/edits/services';
import { newPlan, type PlanTemplate } from '@/lib/plan/new-plan';
import { withoutDomains } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { elkLayouter } from './elk';
import { type Box, placementOf } from './layout';
import { structureOf } from './layout-graph';
import { topologyOf } from './model';
import { networkId } from './node-ids';
import { peerLine } from './peer-line';
import { routesOf } from './routes';

function planOf(template: PlanTemplate, domains: string[] = []): Plan {
  const plan = withoutDomains(newPlan('demo', template, () => 0));
  plan.hosts.forEach((host, index) => {
    host.address = `10.0.0.${index + 11}`;
    host.failureDomain = domains[index] ?? '';
  });
  return plan;
}

const laidOut = async (plan: Plan) => {
  const topology = topologyOf(plan);
  return { topology, placement: await placementOf(structureOf(topology), await elkLayouter()) };
};

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const withServices = (plan: Plan, ...services: ServiceChoice[]) =>
  services.reduce((now, service) => addService(now, service, { random: () => 0 }), plan);

function many(count: number, domains: string[] = []): Plan {
  let plan = planOf('three-hosts');
  while (plan.hosts.length < count) plan = addHost(plan);
  plan.hosts.forEach((host, index) => {
    host.failureDomain = domains[index % domains.length] ?? '';
  });
  return plan;
}

const plans: [string, Plan][] = [
  ['three hosts', planOf('three-hosts')],
  ['three hosts in three racks', planOf('three-hosts', ['A', 'B', 'C'])],
  ['six hosts', planOf('six-hosts')],
  ['six hosts in two racks', planOf('six-hosts', ['A', 'B', 'A', 'B', 'A', 'B'])],
  ['one host', planOf('one-host')],
  [
    'three hosts in three racks with all services on hosts',
    withServices(planOf('three-hosts', ['A', 'B', 'C']), 'nfs-server', 'mysql-pair', 'application-vip'),
  ],
  [
    'six hosts with all services beside them',
    withServices(
      planOf('six-hosts'),
      'external-nfs',
      'external-database',
      'external-registry',
      'external-etcd',
      'application-load-balancer',
    ),
  ],
  ['six hosts with an NFS server above others', withServices(planOf('six-hosts'), 'nfs-server')],
  ['twelve hosts in three racks, and one empty', addDomain(many(12, ['A', 'B', 'C']), { name: 'D', kind: 'rack' })],
  ['hosts in a rack beside hosts in none', many(7, ['A', ''])],
  ['control planes in racks below hosts in none', many(9, ['A', 'B', 'C', '', '', '', '', '', ''])],
  ['200 hosts in four racks', many(200, ['A', 'B', 'C', 'D'])],
];

describe.each(plans)('a diagram of %s', (_name, plan) => {
  it('has a box for every node, and no two cards overlap', async () => {
    const { topology, placement } = await laidOut(plan);
    const boxes = topology.nodes.map((node) => placement.boxes[node.id]);
    expect(boxes.every(Boolean)).toBe(true);
    const over = boxes.flatMap((a, index) => boxes.slice(index + 1).filter((b) => a && b && overlap(a, b)));
    expect(over).toEqual([]);
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
        if (node.kind !== 'host' || !card || node.id === edge?.to || node.id === edge?.from) continue;
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
  expect(line?.ends.map(({ member }) => member)).toEqual(['host:0', 'host:1', 'host:2']);
  expect(card && line && line.label.y > card.y + card.height).toBe(true);
});

it('says what etcd needs at the frame when cards are small', async () => {
  const { topology, placement } = await laidOut(many(61));
  const line = peerLine(topology, placement);
  const frame = placement.boxes[networkId];
  expect([line?.bus, line?.ends]).toEqual([null, []]);
  expect(line && frame && line.label.y < frame.y + frame.height).toBe(true);
});

it('keeps clients above, hosts in the middle and services below before the first control plane', async () => {
  const plan = withServices(planOf('three-hosts'), 'external-nfs');
  for (const host of plan.hosts) host.roles = [];
  const { placement } = await laidOut(plan);
  const order = ['clients', 'entry:api', networkId, 'service:storage'].map((id) => placement.boxes[id]?.y ?? -1);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(new Set(order).size).toBe(4);
});

it('draws racks side by side in the order of the plan, also an empty one', async () => {
  const plan = planOf('three-hosts', ['B', 'B', 'A']);
  plan.domains = ['A', 'C', 'B'].map((name) => ({ name, kind: 'rack' }));
  const { placement } = await laidOut(plan);
  const order = ['A', 'B', 'C'].sort(
    (a, b) => (placement.boxes[`domain:${a}`]?.x ?? 0) - (placement.boxes[`domain:${b}`]?.x ?? 0),
  );
  expect(order).toEqual(['A', 'C', 'B']);
});

it('moves nothing while a person types a name or an address', () => {
  const plan = planOf('three-hosts');
  const before = JSON.stringify(structureOf(topologyOf(plan)));
  const [first] = plan.hosts;
  if (first) first.name = 'renamed';
  expect(JSON.stringify(structureOf(topologyOf(plan)))).toBe(before);
  if (first) first.failureDomain = 'A';
  expect(JSON.stringify(structureOf(topologyOf(plan)))).not.toBe(before);
});
