import { expect, it, vi } from 'vitest';
import { repeat } from './repeat';

it('what could not be asked yet is asked again in a second, what was asked after its own pause', async () => {
  const stop = new AbortController();
  const ends: ('not-yet' | 'done')[] = ['not-yet', 'done'];
  const began = performance.now();
  const times: number[] = [];
  const running = repeat(30_000, stop.signal, async () => {
    times.push(performance.now() - began);
    return ends.shift() ?? 'done';
  });
  await vi.waitFor(() => expect(times).toHaveLength(2), { timeout: 5_000 });
  stop.abort();
  await running;
  expect(times[1]).toBeGreaterThanOrEqual(950);
  expect(times).toHaveLength(2);
});
