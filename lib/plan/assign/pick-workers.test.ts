import { expect, test } from 'vitest';
import { assignContext } from './context';
import { pickWorkers } from './pick-workers';
import { planOf } from './testing';

function pick(count: number, controlPlanes: number) {
  const plan = planOf(...new Array<string>(count).fill(''));
  const context = assignContext(plan, {});
  const workers = pickWorkers(context, plan.hosts.slice(0, controlPlanes)).map(({ name }) => name);
  return { workers, keys: [...context.reasons, ...context.couldNot].map(({ key }) => key) };
}

test('three or more hosts beside the control planes work alone', () => {
  expect(pick(6, 3)).toEqual({ workers: ['node-4', 'node-5', 'node-6'], keys: ['workersApart'] });
});

test('fewer get help from the control planes', () => {
  expect(pick(5, 3).workers).toHaveLength(5);
  expect(pick(3, 3)).toMatchObject({ keys: ['workersEverywhere'] });
});

test('one host has nobody to take over', () => {
  expect(pick(1, 1).keys).toEqual(['workersEverywhere', 'secondWorker']);
});
