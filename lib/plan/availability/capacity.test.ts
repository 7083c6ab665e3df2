import { expect, test } from 'vitest';
import { sampleFactsOf } from '../samples';
import { buildPlan } from '../testing/build-plan';
import { capacityLeft } from './capacity';
import { failureOf } from './failure';
import { modelOf } from './model';

const plan = buildPlan(['cp', 'worker', 'worker', 'worker']);

test('what is left is summed over the living hosts that run pods', () => {
  const model = modelOf(plan, sampleFactsOf(plan));
  expect(capacityLeft(model, failureOf(model, ['host:0', 'host:1']))).toEqual({
    cpus: { left: 8, of: 12 },
    memoryBytes: { left: 16 * 2 ** 30, of: 24 * 2 ** 30 },
  });
});

test('it is unknown while the facts of one host are', () => {
  const { 'node-3': _, ...facts } = sampleFactsOf(plan);
  const model = modelOf(plan, facts);
  expect(capacityLeft(model, failureOf(model, []))).toEqual({ cpus: null, memoryBytes: null });
});
