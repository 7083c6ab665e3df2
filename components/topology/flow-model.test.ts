import { expect, it } from 'vitest';
import { addDomain } from '@/lib/plan/edits/domains';
import { renameHost } from '@/lib/plan/edits/hosts';
import { addService } from '@/lib/plan/edits/services';
import { setRole } from '@/lib/plan/edits/set-role';
import { samplePlan, withoutDomains } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { elkLayouter } from './elk';
import { withStates } from './failures';
import { flowNodes, isActive, type NodeCache, type Shown } from './flow-model';
import { placementOf } from './layout';
import { structureOf } from './layout-graph';
import { topologyOf } from './model';
import type { NodeStates } from './node-state';

const shown: Shown = {
  mode: 'edit',
  facts: {},
  notes: {},
  selected: new Set(),
  tabStops: 'all',
  dragged: new Map(),
  target: null,
  renaming: null,
};

async function drawing(plan: Plan) {
  const cache: NodeCache = new Map();
  const placement = await placementOf(structureOf(topologyOf(plan)), await elkLayouter());
  const draw = (now: Plan, change: Partial<Shown> = {}, states: NodeStates = {}) =>
    flowNodes({ topology: withStates(topologyOf(now), states), placement }, { ...shown, ...change }, cache);
  /** Ids of the nodes that are not the object they were. */
  const changed = (...args: Parameters<typeof draw>) => {
    const before = new Map([...cache].map(([id, { node }]) => [id, node]));
    return draw(...args).flatMap((node) => (before.get(node.id) === node ? [] : [node.id]));
  };
  draw(plan);
  return { draw, changed };
}

it('hands React Flow one new node for one edit', async () => {
  const plan = samplePlan();
  const { changed } = await drawing(plan);
  expect(changed(plan)).toEqual([]);
  expect(changed(renameHost(plan, 1, 'renamed'))).toEqual(['host:1']);
});

it('hands it the two cards that a selection concerns', async () => {
  const plan = samplePlan();
  const { changed } = await drawing(plan);
  expect(changed(plan, { selected: new Set(['host:0']) })).toEqual(['host:0']);
  expect(changed(plan, { selected: new Set(['host:2']) })).toEqual(['host:0', 'host:2']);
});

it('marks the card that became the only holder of a role, though the edit was on another', async () => {
  const plan = setRole(samplePlan(), 2, 'build', false);
  const { changed } = await drawing(plan);
  expect(changed(setRole(plan, 1, 'build', false))).toEqual(['host:0', 'host:1']);
});

it('lets each part be failed that can fail by itself, and shows a failed one as pressed', async () => {
  const plan = addDomain(addService(withoutDomains(samplePlan()), 'external-nfs'), { name: 'A', kind: 'rack' });
  const { draw } = await drawing(plan);
  const nodes = draw(plan, { mode: 'what-if' }, { 'host:1': { state: 'failed', mode: 'cut-off' } });
  const buttons = nodes.filter((node) => node.ariaRole === 'button');
  expect(buttons.map((node) => [node.id, node.domAttributes?.['aria-pressed']])).toEqual([
    ['domain:A', false],
    ['console', false],
    ['entry:api', false],
    ['host:0', false],
    ['host:1', true],
    ['host:2', false],
    ['service:storage', false],
  ]);
});

it('lets a virtual address fail as well as a load balancer', () => {
  const entry = (plan: Plan) => topologyOf(plan).nodes.filter((node) => node.kind === 'entry');
  const plan = addService(samplePlan(), 'application-load-balancer');
  expect(entry(plan).map((node) => [node.id, isActive('what-if', node), isActive('edit', node)])).toEqual([
    ['entry:api', true, true],
    ['entry:application', true, true],
  ]);
});
