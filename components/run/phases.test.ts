import { describe, expect, test } from 'vitest';
import { scheduleOf } from '@/components/run/estimate';
import { phasesOf } from '@/components/run/phases';
import { attemptView, runView, stepView } from '@/components/run/run-fixture';

describe('phases', () => {
  const prepared = stepView('prepare/a', {
    state: 'succeeded',
    attempts: [attemptView({ state: 'succeeded', startedAt: 1000, finishedAt: 5000 })],
  });
  const preparing = stepView('prepare/b', { state: 'acting', attempts: [attemptView({ startedAt: 2000 })] });
  const init = stepView('init/a', { needs: ['prepare/a', 'prepare/b'], estimateSeconds: 30 });
  const view = runView([prepared, preparing, init]);
  const phases = phasesOf(view, scheduleOf(view.steps, 8000).spans);

  test('a phase with a step at work runs, and its time is from its first start to now', () => {
    expect(phases[0]).toMatchObject({ id: 'prepare', state: 'running', done: 1, elapsed: 7000 });
  });

  test('a phase that waits has an estimate and no time', () => {
    expect(phases[1]).toMatchObject({ id: 'init', state: 'waiting', elapsed: null, left: 30_000 });
  });

  test('a phase without steps is left out', () => {
    const more = { ...view, phases: [...view.phases, { id: 'gateway' }] };
    expect(phasesOf(more, []).map((phase) => phase.id)).toEqual(['prepare', 'init']);
  });
});
