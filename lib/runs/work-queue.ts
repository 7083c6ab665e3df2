import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { type DriveEnd, drive } from './drive';
import type { Engine } from './engine';
import { Lease } from './lease';
import { queueName, type RunJob, sendRunJob } from './queue';

/** Runs (of different clusters) that one process drives at once; more wait in the queue. */
const runsAtOnce = 4;
/** Between looks for jobs whose driver died and for runs that lost their job, milliseconds. */
const sweepEveryMs = 1_000;
/** A heartbeat counts as alive for 10 s; refreshed so often, several may be lost. */
const heartbeatRefreshSeconds = 2;
/** After an error that nobody expected (a value that can't be opened, a database that is away), milliseconds. */
const pauseMs = 2_000;

export type Worker = {
  /** Stops driving, leaves the runs to whoever drives them next, and returns when nothing of this worker runs. */
  stop: () => Promise<void>;
};

export type WorkerOptions = { boss: PgBoss; url: string; engine: Engine; onError?: (error: unknown) => void };

/** Works on the queue until stopped. Takes over at once what a dead process left behind. */
export async function startWorking({ boss, url, engine, onError = () => {} }: WorkerOptions): Promise<Worker> {
  const stopping = new AbortController();
  const wakers = new Map<string, () => void>();
  const driving = new Set<Promise<void>>();
  const lease = new Lease(url, (runId) => wakers.get(runId)?.());
  await lease.open();

  const driveOne = async (planId: string, signal: AbortSignal): Promise<void> => {
    await lease.hold(planId);
    try {
      for (;;) {
        const runId = await runToDrive(engine, planId);
        if (runId === null) return;
        const driven = drive(engine, runId, {
          signal,
          onControl: (callback) => {
            wakers.set(runId, callback);
            return () => wakers.delete(runId);
          },
        });
        const end: DriveEnd = await driven.catch(async (error: unknown) => {
          // The job is tried again at once: what fails each time would otherwise be taken over several times a second.
          await sleep(pauseMs, undefined, { signal }).catch(() => {});
          throw error;
        });
        // Thrown, so that the queue gives the job to another process (or to this one, for what it couldn't do now).
        if (end.kind === 'stopped' || end.kind === 'fenced') throw new Error(`driver ${end.kind}`);
      }
    } finally {
      await lease.release(planId).catch(() => {});
    }
  };

  await boss.work<RunJob>(
    queueName,
    {
      localConcurrency: runsAtOnce,
      batchSize: 1,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: 0.5,
      heartbeatRefreshSeconds,
    },
    async ([job]) => {
      if (!job) return;
      const done = driveOne(job.data.planId, AbortSignal.any([stopping.signal, job.signal]));
      const settled = done.then(
        () => {},
        (error: unknown) => {
          if (!stopping.signal.aborted) onError(error);
        },
      );
      driving.add(settled);
      await done.finally(() => driving.delete(settled));
    },
  );

  let sweeping = sweep({ boss, engine, lease }).catch(onError);
  const timer = setInterval(() => {
    sweeping = sweeping.then(() => sweep({ boss, engine, lease })).catch(onError);
  }, sweepEveryMs);

  return {
    stop: async () => {
      clearInterval(timer);
      const off = boss.offWork(queueName, { wait: true });
      stopping.abort(new Error('the console is stopping'));
      await Promise.allSettled([...driving, sweeping]);
      await off;
      await lease.close();
    },
  };
}

async function runToDrive({ pool }: Engine, planId: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM run WHERE plan_id = $1 AND state IN ('queued', 'running') ORDER BY number LIMIT 1`,
    [planId],
  );
  return rows[0]?.id ?? null;
}

/**
 * Two repairs. A job that is being worked on, whose driver's lock is gone, is failed, which makes it fetchable at once
 * (the heartbeat would do the same, after its 10 s). A run that should be driven and has no job gets one.
 */
async function sweep({ boss, engine, lease }: { boss: PgBoss; engine: Engine; lease: Lease }): Promise<void> {
  const { rows: jobs } = await engine.pool.query<{ id: string; retryCount: number; planId: string; young: boolean }>(
    `SELECT id, retry_count AS "retryCount", data ->> 'planId' AS "planId",
       started_on > now() - interval '1 second' AS young
     FROM pgboss.job WHERE name = $1 AND state = 'active'`,
    [queueName],
  );
  for (const { id, retryCount, planId, young } of jobs) {
    // A driver takes its lock just after it fetched its job.
    if (young || (await lease.isHeld(planId)) !== false) continue;
    await boss.fail(queueName, { id, retryCount }, { message: 'its driver died' });
  }
  const { rows: stray } = await engine.pool.query<{ planId: string }>(
    `SELECT DISTINCT plan_id AS "planId" FROM run WHERE state IN ('queued', 'running') AND NOT EXISTS (
       SELECT 1 FROM pgboss.job WHERE name = $1 AND state < 'completed' AND singleton_key = run.plan_id)`,
    [queueName],
  );
  for (const { planId } of stray) await sendRunJob(boss, null, planId);
}
