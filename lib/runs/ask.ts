import type { PoolClient } from 'pg';
import type { PgBoss } from 'pg-boss';
import { runbookSchema } from '@/lib/runbook/runbook';
import { inTransaction } from '@/lib/store/in-transaction';
import { attemptsOf } from './attempt-row';
import { refuseBusyHosts, refuseLookedAtHosts } from './busy-hosts';
import type { RunStore } from './engine';
import { controlChannel, runChannel } from './fence';
import { sendRunJob } from './queue';
import { currentAttempts } from './reducer';
import { RunError } from './run-error';
import type { RunState } from './view';

/** What a person asks of a run, beside its driver. Each is stored first, then whoever drives is woken. */

/**
 * A new attempt beside the one that failed. In a finished run, the run goes on.
 * @throws RunError `no-such-run`, `no-such-step`, `not-retryable`, `superseded`, `cluster-busy`
 */
export async function askRetry(
  store: Pick<RunStore, 'pool'>,
  boss: PgBoss,
  runId: string,
  stepId: string,
): Promise<void> {
  await retry(store, boss, runId, (states) => {
    const state = states.get(stepId);
    if (!state) throw new RunError('no-such-step', { step: stepId });
    if (state.state !== 'failed' && state.state !== 'cancelled')
      throw new RunError('not-retryable', { step: stepId, state: state.state });
    return [stepId];
  });
}

/** A new attempt for every step that failed or was cancelled; steps that never began go on by themselves. */
export async function askRetryFailed(store: Pick<RunStore, 'pool'>, boss: PgBoss, runId: string): Promise<void> {
  await retry(store, boss, runId, (states, run) => {
    const again = [...states.values()].filter(({ state }) => state === 'failed' || state === 'cancelled');
    if (again.length === 0 && run.state !== 'cancelled') throw new RunError('not-retryable', { state: run.state });
    return again.map(({ stepId }) => stepId);
  });
}

/** @throws RunError `no-such-run`, `not-running` */
export async function askCancel(store: Pick<RunStore, 'pool'>, runId: string): Promise<void> {
  await inTransaction(store.pool, async (client) => {
    const run = await lockRun(client, runId);
    if (run.state !== 'queued' && run.state !== 'running') throw new RunError('not-running', { state: run.state });
    await client.query(
      `UPDATE run SET version = version + 1,
         cancel_requested_at = coalesce(cancel_requested_at, now() AT TIME ZONE 'utc') WHERE id = $1`,
      [runId],
    );
    await wake(client, runId);
  });
}

type RunRow = { planId: string; number: number; state: RunState; runbook: unknown };
type Current = ReturnType<typeof currentAttempts>;

async function retry(
  store: Pick<RunStore, 'pool'>,
  boss: PgBoss,
  runId: string,
  choose: (states: Current, run: RunRow) => string[],
): Promise<void> {
  await inTransaction(store.pool, async (client) => {
    const run = await lockRun(client, runId);
    const runbook = runbookSchema.parse(run.runbook);
    const current = currentAttempts(runbook, await attemptsOf(client, runId));
    const steps = choose(current, run);
    const finished = run.state !== 'running' && run.state !== 'queued';
    if (finished) {
      await refuseSuperseded(client, run);
      await refuseBusyHosts(client, run.planId, runbook.hosts);
      await refuseLookedAtHosts(client, run.planId, runbook.hosts);
    }
    await client.query(
      `INSERT INTO attempt (run_id, step_id, number, state)
       SELECT $1, step_id, max(number) + 1, 'waiting' FROM attempt
       WHERE run_id = $1 AND step_id = ANY($2) GROUP BY step_id`,
      [runId, steps],
    );
    await client.query(
      `UPDATE run SET version = version + 1, state = CASE WHEN $2 THEN 'queued' ELSE state END,
         finished_at = NULL, cancel_requested_at = CASE WHEN $2 THEN NULL ELSE cancel_requested_at END WHERE id = $1`,
      [runId, finished],
    );
    if (finished) await sendRunJob(boss, client, run.planId);
    await wake(client, runId);
  });
}

/** Locks the plan, as making a run does, so that a retry and a new run can't both think that the cluster is free. */
async function lockRun(client: PoolClient, runId: string): Promise<RunRow> {
  await client.query('SELECT 1 FROM plan WHERE id = (SELECT plan_id FROM run WHERE id = $1) FOR UPDATE', [runId]);
  const { rows } = await client.query<RunRow>(
    'SELECT plan_id AS "planId", number, state, runbook FROM run WHERE id = $1 FOR UPDATE',
    [runId],
  );
  if (!rows[0]) throw new RunError('no-such-run');
  return rows[0];
}

/** What a newer run has changed on the hosts, an older runbook would change back. */
async function refuseSuperseded(client: PoolClient, { planId, number }: RunRow): Promise<void> {
  const { rows } = await client.query<{ newest: number }>('SELECT max(number) AS newest FROM run WHERE plan_id = $1', [
    planId,
  ]);
  const newest = rows[0]?.newest ?? number;
  if (newest > number) throw new RunError('superseded', { run: number, newest });
}

async function wake(client: PoolClient, runId: string): Promise<void> {
  await client.query('SELECT pg_notify($1, $3), pg_notify($2, $3)', [runChannel, controlChannel, runId]);
}
