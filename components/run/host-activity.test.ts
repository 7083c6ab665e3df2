import { describe, expect, test } from 'vitest';
import { hostActivities } from '@/components/run/host-activity';
import { runView, stepView } from '@/components/run/run-fixture';

const of = (...steps: Parameters<typeof runView>[0]) => hostActivities(runView(steps));

describe('what hosts do now', () => {
  test('the step at work, and how many more', () => {
    const steps = [stepView('images/a', { state: 'uploading' }), stepView('packages/a', { state: 'acting' })];
    expect(of(...steps)[0]).toMatchObject({ host: 'a', state: 'running', more: 1, step: { id: 'images/a' } });
  });

  test('a failed step outweighs one at work', () => {
    const steps = [stepView('images/a', { state: 'acting' }), stepView('join/a', { state: 'failed' })];
    expect(of(...steps)[0]).toMatchObject({ state: 'failed', more: 1, step: { id: 'join/a' } });
  });

  test('a host that waits says for whom', () => {
    const steps = [
      stepView('init/a', { state: 'acting' }),
      stepView('prepare/b', { state: 'succeeded' }),
      stepView('join/b', { needs: ['prepare/b', 'init/a'] }),
    ];
    expect(of(...steps)[1]).toMatchObject({ host: 'b', state: 'waiting', waitsFor: 'a' });
  });

  test('done is only what is done to the last step', () => {
    expect(of(stepView('x/a', { state: 'succeeded' }), stepView('y/a', { state: 'satisfied' }))[0]?.state).toBe(
      'passed',
    );
    expect(of(stepView('x/a', { state: 'succeeded' }), stepView('y/a'))[0]?.state).toBe('waiting');
    expect(of(stepView('x/a', { state: 'succeeded' }), stepView('y/a', { state: 'cancelled' }))[0]?.state).toBe(
      'not-run',
    );
  });
});
