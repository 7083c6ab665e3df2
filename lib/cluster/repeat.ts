import { setTimeout as sleep } from 'node:timers/promises';

/** What could not be asked yet is tried again so soon, milliseconds. */
const soonMs = 1_000;

/**
 * Does `work` again and again until the signal, `everyMs` from end to beginning, so that a slow answer is never asked for twice.
 * `work` tells its failures itself, and returns `not-yet` when there was nothing to ask: it is tried again soon.
 */
export async function repeat(
  everyMs: number,
  signal: AbortSignal,
  work: () => Promise<'done' | 'not-yet'>,
): Promise<void> {
  while (!signal.aborted) {
    const end = await work().catch(() => 'done');
    await sleep(end === 'not-yet' ? Math.min(soonMs, everyMs) : everyMs, undefined, { signal }).catch(() => {});
  }
}
