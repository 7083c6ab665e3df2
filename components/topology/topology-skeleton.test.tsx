import { expect, it } from 'vitest';
import { htmlOf } from '@/components/ui/testing';
import { samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { buildPlan } from '@/lib/plan/testing/build-plan';
import { topologyOf } from './model';
import { TopologySkeleton } from './topology-skeleton';

async function drawn(plan: Plan): Promise<string> {
  return htmlOf(<TopologySkeleton topology={topologyOf(plan)} />);
}
const boxes = (html: string, height: number) => html.split(`height:${height}px`).length - 1;

it('has a box for every host, for clients, entry and services, as high as the diagram will draw them', async () => {
  const plan = samplePlan();
  const { nodes } = topologyOf(plan);
  const of = (kind: string) => nodes.filter((node) => node.kind === kind).length;
  const html = await drawn(plan);
  expect(boxes(html, 176)).toBe(plan.hosts.length);
  expect([boxes(html, 38), boxes(html, 52), boxes(html, 66)]).toEqual([1, of('entry'), of('service')]);
  expect(html).toContain('The diagram is being laid out');
});

it('draws small cards for many hosts, and no more than fit into the pane', async () => {
  const html = await drawn(buildPlan(Array.from({ length: 80 }, () => 'worker')));
  expect(boxes(html, 44)).toBe(12);
  expect(boxes(html, 176)).toBe(0);
});
