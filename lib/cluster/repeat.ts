import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does `work` again and again until the signal, `everyMs` from end to beginning, so that a slow answer is never asked for twice.
 * `work` tells its failures itself.
 */
export async function repeat(everyMs: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work().catch(() => {});
    await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}
