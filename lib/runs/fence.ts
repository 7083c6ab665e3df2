import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '@/lib/store/in-transaction';

/** Another driver has taken this run over: whoever gets this must stop touching anything. */
export class FencedError extends Error {
  constructor(runId: string, fence: number) {
    super(`run ${runId} was taken over: fence ${fence} is old`);
    this.name = 'FencedError';
  }
}

export type Held = { pool: Pool; runId: string; fence: number };

/** Rows of `slipway_run` wake who shows runs; `slipway_control` wakes who drives them. */
export const runChannel = 'slipway_run';
export const controlChannel = 'slipway_control';

/** Counts a change that pages show, and locks the run's row, if this driver is still the one. */
export async function checkFence(client: PoolClient, held: Omit<Held, 'pool'>): Promise<void> {
  const { rowCount } = await client.query('UPDATE run SET version = version + 1 WHERE id = $1 AND fence = $2', [
    held.runId,
    held.fence,
  ]);
  if (rowCount !== 1) throw new FencedError(held.runId, held.fence);
  await client.query('SELECT pg_notify($1, $2)', [runChannel, held.runId]);
}

/** Every write of a driver goes through here (or through the log writer's one statement, which checks the same). */
export function fenced<T>(held: Held, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(held.pool, async (client) => {
    await checkFence(client, held);
    return work(client);
  });
}

/**
 * Takes a run over: its fence becomes higher than any that this plan's runs ever had, so that a host which keeps one
 * number per cluster can compare across runs. Null when the run isn't there to be driven.
 */
export async function takeOver(pool: Pool, runId: string): Promise<number | null> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ fence: number }>(
      `UPDATE run SET state = 'running', version = version + 1, finished_at = NULL,
         started_at = coalesce(started_at, now() AT TIME ZONE 'utc'),
         fence = 1 + (SELECT max(other.fence) FROM run other WHERE other.plan_id = run.plan_id)
       WHERE id = $1 AND state IN ('queued', 'running') RETURNING fence`,
      [runId],
    );
    const fence = rows[0]?.fence ?? null;
    if (fence !== null) await client.query('SELECT pg_notify($1, $2)', [runChannel, runId]);
    return fence;
  });
}
