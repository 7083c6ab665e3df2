import { expect, test } from 'vitest';
import { activeOf } from './active-run';
import type { RunState } from './view';

const runs = (...states: RunState[]) => states.map((state, index) => ({ number: states.length - index, state }));

test('one that waits is active as one that is at work', () => {
  expect(activeOf(runs('queued', 'failed'))?.number).toBe(2);
  expect(activeOf(runs('cancelled', 'running', 'succeeded'))?.number).toBe(2);
});

test('runs that are over are not', () => {
  expect(activeOf(runs('failed', 'cancelled', 'succeeded'))).toBeNull();
});
