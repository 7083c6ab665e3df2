import { databaseUrl } from '@/lib/store/database-url';
import { pool } from '@/lib/store/pool';
import { seal, unseal } from '@/lib/store/seal';
import { defaultLimits, type Engine } from './engine';
import { queue, stopQueue } from './queue';
import { openSshHosts } from './ssh-hosts';
import { watchClusterOverSsh } from './watch-cluster-over-ssh';
import { startWorking, type Worker } from './work-queue';

const place = globalThis as typeof globalThis & { slipwayWorker?: Promise<Worker> };

/**
 * Drives runs in this process until it is stopped. Runs that a dead process left are taken over at once. `onError`
 * hears why a driver ended before its run; the run itself is queued again.
 */
export async function startWorker(onError?: (error: unknown) => void): Promise<{ stop: () => Promise<void> }> {
  const url = databaseUrl();
  const engine: Engine = {
    pool: pool(),
    seal: (text) => seal(text),
    unseal: (sealed) => unseal(sealed),
    openHosts: openSshHosts,
    watchCluster: watchClusterOverSsh,
    limits: defaultLimits,
  };
  place.slipwayWorker ??= queue(url).then((boss) => startWorking({ boss, url, engine, onError }));
  await place.slipwayWorker;
  return { stop: stopWorker };
}

/** Leaves the runs to whoever drives them next; returns when this process drives nothing. */
export async function stopWorker(): Promise<void> {
  const working = place.slipwayWorker;
  place.slipwayWorker = undefined;
  await (await working)?.stop();
  await stopQueue();
}
