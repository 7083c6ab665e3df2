import { describe, expect, test } from 'vitest';
import { attemptView, stepView } from '@/components/run/run-fixture';
import { combined, failedSteps, glyphOf, isActive, isDone } from '@/components/run/step-state';

describe('state of steps', () => {
  test('every part of a running attempt shows as running', () => {
    for (const state of ['observing', 'uploading', 'acting', 'verifying'] as const) {
      expect(glyphOf(state)).toBe('running');
      expect(isActive(state)).toBe(true);
    }
    expect(isActive('waiting')).toBe(false);
  });

  test('what was found as wanted is done, and is not the same as succeeded', () => {
    expect(isDone('satisfied')).toBe(true);
    expect(glyphOf('satisfied')).toBe('satisfied');
    expect(glyphOf('succeeded')).toBe('passed');
    expect(isDone('failed')).toBe(false);
  });

  test('a failure outweighs everything, then what runs', () => {
    expect(combined(['succeeded', 'acting', 'failed'])).toBe('failed');
    expect(combined(['succeeded', 'acting', 'waiting'])).toBe('running');
    expect(combined(['succeeded', 'satisfied'])).toBe('passed');
    expect(combined(['satisfied', 'satisfied'])).toBe('satisfied');
  });

  test('half done with nobody at work is waiting, never passed', () => {
    expect(combined(['succeeded', 'waiting'])).toBe('waiting');
    expect(combined(['succeeded', 'cancelled'])).toBe('not-run');
    expect(combined([])).toBe('waiting');
  });

  test('failed steps come in the order in which they failed', () => {
    const later = stepView('b/node-2', {
      state: 'failed',
      attempts: [attemptView({ state: 'failed', finishedAt: 9000 })],
    });
    const first = stepView('a/node-1', {
      state: 'failed',
      attempts: [attemptView({ state: 'failed', finishedAt: 5000 })],
    });
    expect(failedSteps([later, stepView('c/node-1'), first]).map((step) => step.id)).toEqual(['a/node-1', 'b/node-2']);
  });
});
