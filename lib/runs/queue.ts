import type { PoolClient } from 'pg';
import { PgBoss } from 'pg-boss';

/** One queue; a job says "somebody should drive this plan's run", at most one per plan (policy `exclusive`). */
export const queueName = 'run';
export type RunJob = { planId: string };

/** pg-boss's least. A driver that can't refresh it for so long (frozen, cut off) has lost its job. */
const heartbeatSeconds = 10;
/** pg-boss's most: an install that takes a day has been given up by its people. */
const expireInSeconds = 24 * 60 * 60;
/** Every take-over counts as a retry; a limit would strand a run. */
const retryLimit = 1_000_000;

const place = globalThis as typeof globalThis & { slipwayQueue?: { url: string; boss: Promise<PgBoss> } };

/** The process's one pg-boss, started. Its tables live in a schema of their own, `pgboss`, which it migrates itself. */
export function queue(url: string): Promise<PgBoss> {
  if (place.slipwayQueue?.url !== url) {
    const boss = startQueue(url);
    place.slipwayQueue = { url, boss };
    boss.catch(() => {
      place.slipwayQueue = undefined;
    });
  }
  return place.slipwayQueue.boss;
}

export async function stopQueue(): Promise<void> {
  const open = place.slipwayQueue;
  place.slipwayQueue = undefined;
  await (await open?.boss)?.stop({ graceful: true, timeout: 5_000 });
}

/** A pg-boss of the caller's own; the product uses `queue()`. */
export async function startQueue(url: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'slipway queue',
    max: 4,
    schema: 'pgboss',
    // Jobs whose heartbeat stopped are looked for every second: these are pg-boss's least intervals.
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    schedule: false,
    useListenNotify: true,
  });
  // Without a listener an error of its background work would end this process; it tries again by itself.
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue(queueName, {
    policy: 'exclusive',
    heartbeatSeconds,
    expireInSeconds,
    retryLimit,
    retryDelay: 0,
    deleteAfterSeconds: 60 * 60,
    notify: true,
  });
  return boss;
}

/** Queues a job in the caller's transaction; false when this plan has one already, queued or being worked on. */
export async function sendRunJob(boss: PgBoss, client: PoolClient | null, planId: string): Promise<boolean> {
  const db = client && { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
  const id = await boss.send(queueName, { planId } satisfies RunJob, { singletonKey: planId, ...(db && { db }) });
  return id !== null;
}
