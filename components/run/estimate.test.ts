import { describe, expect, test } from 'vitest';
import { extent, scheduleOf, timeAtWork } from '@/components/run/estimate';
import { attemptView, stepView } from '@/components/run/run-fixture';

const second = 1000;

describe('schedule estimate', () => {
  test('before a run, independent hosts work side by side and needs come one after the other', () => {
    const { spans, endsAt } = scheduleOf(
      [
        stepView('prepare/a', { estimateSeconds: 10 }),
        stepView('prepare/b', { estimateSeconds: 20 }),
        stepView('init/a', { estimateSeconds: 30, needs: ['prepare/a'] }),
        stepView('join/b', { estimateSeconds: 40, needs: ['prepare/b', 'init/a'] }),
      ],
      0,
    );
    expect(endsAt).toBe(80 * second);
    expect(spans.find((span) => span.step === 'join/b')).toMatchObject({ start: 40 * second, kind: 'estimate' });
  });

  test('what happened is shown as it happened, whatever was estimated', () => {
    const done = stepView('prepare/a', {
      state: 'succeeded',
      estimateSeconds: 500,
      attempts: [attemptView({ state: 'succeeded', startedAt: 1000, finishedAt: 4000 })],
    });
    const { spans, endsAt } = scheduleOf([done], 9000);
    expect(spans).toEqual([
      { step: 'prepare/a', host: 'a', phase: 'prepare', kind: 'done', start: 1000, end: 4000, attempt: 1 },
    ]);
    expect(endsAt).toBe(9000);
  });

  test('a running step reaches to now and its estimate goes on from there', () => {
    const running = stepView('images/a', {
      state: 'acting',
      estimateSeconds: 60,
      attempts: [attemptView({ startedAt: 0 })],
    });
    const { spans, endsAt } = scheduleOf([running], 15 * second);
    expect(spans.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ['running', 0, 15 * second],
      ['estimate', 15 * second, 60 * second],
    ]);
    expect(endsAt).toBe(60 * second);
  });

  test('a step that takes longer than usual has no estimate of its own and holds up its followers from now', () => {
    const slow = stepView('images/a', {
      state: 'acting',
      estimateSeconds: 5,
      attempts: [attemptView({ startedAt: 0 })],
    });
    const next = stepView('init/a', { needs: ['images/a'], estimateSeconds: 10 });
    const { spans, endsAt } = scheduleOf([slow, next], 60 * second);
    expect(spans.filter((span) => span.step === 'images/a').map((span) => span.kind)).toEqual(['running']);
    expect(endsAt).toBe(70 * second);
  });

  test('a failed step keeps its failed attempt and is estimated as retried now', () => {
    const failed = stepView('join/c', {
      state: 'failed',
      estimateSeconds: 40,
      attempts: [attemptView({ state: 'failed', startedAt: 0, finishedAt: 12 * second })],
    });
    const { spans, endsAt } = scheduleOf([failed], 20 * second);
    expect(spans.map((span) => span.kind)).toEqual(['failed', 'estimate']);
    expect(endsAt).toBe(60 * second);
  });

  test('nothing is foretold of a run that is over', () => {
    const { spans, endsAt } = scheduleOf([stepView('verify/a')], 5000, false);
    expect(spans).toEqual([]);
    expect(endsAt).toBe(5000);
  });

  test('needs in a circle end the estimate instead of hanging the page', () => {
    const steps = [stepView('x/a', { needs: ['y/a'] }), stepView('y/a', { needs: ['x/a'] })];
    expect(scheduleOf(steps, 0).endsAt).toBe(20 * second);
  });

  test('extent spans from the first start to the last end', () => {
    const { spans } = scheduleOf([stepView('x/a'), stepView('y/a', { needs: ['x/a'] })], 0);
    expect(extent(spans)).toEqual({ start: 0, end: 20 * second });
    expect(extent([])).toBeNull();
  });

  test('time at work counts overlaps once and gaps not at all', () => {
    const { spans } = scheduleOf(
      [
        stepView('x/a'),
        stepView('x/b', { estimateSeconds: 15 }),
        stepView('y/a', { needs: ['x/b'] }),
        stepView('x/c', { needs: ['y/a'] }),
      ],
      0,
    );
    expect(timeAtWork(spans.filter((span) => span.phase === 'x'))).toBe(25 * second);
    expect(timeAtWork([])).toBe(0);
  });
});
