import { expect, it } from 'vitest';
import { type PlanEntry, pagesFor, planOfPath, stageOfPath } from './shell-data';

const plans: PlanEntry[] = [
  { id: 'p1', name: 'one', lastRun: { id: 'r1', number: 1, state: 'running' }, installed: false },
  { id: 'p2', name: 'two', lastRun: null, installed: true },
];

it('finds the plan of an address', () => {
  expect(planOfPath('/plans/p2/review', plans)?.name).toBe('two');
});

it('finds none on pages that are about no plan', () => {
  expect(planOfPath('/plans', plans)).toBeUndefined();
  expect(planOfPath('/settings', plans)).toBeUndefined();
  expect(planOfPath('/plans/gone', plans)).toBeUndefined();
});

it('tells the stage from the address', () => {
  expect(
    ['/plans/p1', '/plans/p1/review', '/plans/p1/runs', '/plans/p1/runs/7', '/plans/p1/cluster'].map(stageOfPath),
  ).toEqual(['plan', 'review', 'run', 'run', 'cluster']);
});

it('shows a viewer no link to settings', () => {
  expect(pagesFor('viewer')).toEqual(['plans', 'runs']);
  expect(pagesFor('operator')).toContain('settings');
});
