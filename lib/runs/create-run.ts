import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import type { Runbook } from '@/lib/runbook/runbook';
import { runbookSha256 } from '@/lib/runbook/sha256';
import { inTransaction } from '@/lib/store/in-transaction';
import { refuseBusyHosts, refuseLookedAtHosts } from './busy-hosts';
import type { RunStore } from './engine';
import { runChannel } from './fence';
import { sendRunJob } from './queue';
import { RunError } from './run-error';
import { storeSecrets } from './run-values';

export type NewRun = {
  planId: string;
  kind: Runbook['kind'];
  planRevision: number;
  runbook: Runbook;
  /** Of the runbook as it was reviewed: anything else is refused. */
  sha256: string;
  user: { id: string };
};

/**
 * Stores a run, its secrets, first attempts and its job, all or nothing.
 * @throws RunError `cluster-busy`, `preflight-running`, `no-such-plan`, `runbook-changed`
 */
export async function insertRun(
  store: RunStore,
  boss: PgBoss,
  run: NewRun,
): Promise<{ runId: string; number: number }> {
  if (runbookSha256(run.runbook) !== run.sha256) throw new RunError('runbook-changed');
  return inTransaction(store.pool, async (client) => {
    // Two people who press Install at once: the second waits here, and then finds the first one's run.
    const plan = await client.query('SELECT 1 FROM plan WHERE id = $1 FOR UPDATE', [run.planId]);
    if (plan.rowCount !== 1) throw new RunError('no-such-plan');
    await refuseBusyHosts(client, run.planId, run.runbook.hosts);
    await refuseLookedAtHosts(client, run.planId, run.runbook.hosts);
    const { rows } = await client.query<{ number: number }>(
      'SELECT coalesce(max(number), 0) + 1 AS number FROM run WHERE plan_id = $1',
      [run.planId],
    );
    const number = rows[0]?.number ?? 1;

    const runId = randomUUID();
    await client.query(
      `INSERT INTO run (id, plan_id, number, plan_revision, kind, runbook, runbook_sha256, state, created_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', now() AT TIME ZONE 'utc', $8)`,
      [runId, run.planId, number, run.planRevision, run.kind, JSON.stringify(run.runbook), run.sha256, run.user.id],
    );
    await client.query(
      `INSERT INTO attempt (run_id, step_id, number, state) SELECT $1, unnest($2::text[]), 1, 'waiting'`,
      [runId, run.runbook.steps.map((step) => step.id)],
    );
    await storeSecrets(client, store, { runId, planId: run.planId, runbook: run.runbook });
    // False only while a finished run's job is being closed: then the worker's sweep queues this one.
    await sendRunJob(boss, client, run.planId);
    await client.query('SELECT pg_notify($1, $2)', [runChannel, runId]);
    return { runId, number };
  });
}
