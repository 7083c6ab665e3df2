import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { inTransaction } from '@/lib/store/in-transaction';
import { pool } from '@/lib/store/pool';
import { isSilent as stale } from '@/lib/store/silent-preflight';
import { closedReport } from './closed-report';
import { PreflightError } from './preflight-error';
import { type Report, reportSchema } from './result';

/** Notices carry a plan's id: its newest report has changed. */
export const preflightChannel = 'slipway_preflight';

/** Reports of a plan that are kept; a report of 200 hosts is 2 MB. */
export const keptReports = 20;
type Row = { report: unknown; state: Report['state']; stale: boolean };

/** The plan's newest report; null when none was ever started. What its process left unanswered when it died is not run. */
export async function latestReport(planId: string): Promise<Report | null> {
  const [newest] = await reportsOf(planId, 1);
  return newest ?? null;
}

/** Newest first. */
export async function reportsOf(planId: string, limit: number = keptReports): Promise<Report[]> {
  const { rows } = await pool().query<Row>(
    `SELECT report, state, ${stale} AS stale FROM preflight WHERE plan_id = $1 ORDER BY started_at DESC, id LIMIT $2`,
    [planId, limit],
  );
  return rows.flatMap((row) => {
    // Written by a version that knew another form: as good as none.
    const parsed = reportSchema.safeParse(row.report);
    if (!parsed.success) return [];
    const gone = row.state === 'interrupted' || (row.state === 'running' && row.stale);
    return [gone ? closedReport(parsed.data, 'interrupted') : parsed.data];
  });
}

/**
 * Stores the first report of a preflight that begins now, unless one of this plan is running. `refuse` may throw in the
 * same transaction, for what else forbids it.
 *
 * @throws PreflightError `preflight-running`, `no-such-plan`
 */
export async function insertReport(report: Report, refuse: (client: PoolClient) => Promise<void>): Promise<void> {
  await inTransaction(pool(), async (client) => {
    const plan = await client.query('SELECT 1 FROM plan WHERE id = $1 FOR UPDATE', [report.planId]);
    if (plan.rowCount !== 1) throw new PreflightError('no-such-plan');
    await client.query(
      `UPDATE preflight SET state = 'interrupted' WHERE plan_id = $1 AND state = 'running' AND ${stale}`,
      [report.planId],
    );
    const running = await client.query<{ by: string }>(
      `SELECT report ->> 'startedBy' AS by FROM preflight WHERE plan_id = $1 AND state = 'running'`,
      [report.planId],
    );
    if (running.rows[0]) throw new PreflightError('preflight-running', { by: running.rows[0].by });
    await refuse(client);
    await client.query(
      `INSERT INTO preflight (id, plan_id, state, report, heartbeat_at, started_at)
       VALUES ($1, $2, 'running', $3, now() AT TIME ZONE 'utc', now() AT TIME ZONE 'utc')`,
      [report.id, report.planId, JSON.stringify(report)],
    );
    await client.query(
      `DELETE FROM preflight WHERE plan_id = $1 AND id NOT IN
         (SELECT id FROM preflight WHERE plan_id = $1 ORDER BY started_at DESC, id LIMIT ${keptReports})`,
      [report.planId],
    );
    await notify(client, report.planId);
  });
}

/** What whoever runs it hears back: `gone` when it was taken for dead, or the plan was deleted. */
export type Word = 'go-on' | 'stop' | 'gone';

/** Stores what has changed, and says "I live". */
export async function writeReport(report: Report): Promise<Word> {
  const { rows } = await pool().query<{ stop: boolean }>(
    `WITH written AS (
       UPDATE preflight SET report = $2, state = $3, heartbeat_at = now() AT TIME ZONE 'utc'
       WHERE id = $1 AND state = 'running' RETURNING plan_id, stop_requested_at)
     SELECT stop_requested_at IS NOT NULL AS stop, pg_notify('${preflightChannel}', plan_id) FROM written`,
    [report.id, JSON.stringify(report), report.state],
  );
  return wordOf(rows);
}

/** Only "I live". */
export async function beat(id: string): Promise<Word> {
  const { rows } = await pool().query<{ stop: boolean }>(
    `UPDATE preflight SET heartbeat_at = now() AT TIME ZONE 'utc'
     WHERE id = $1 AND state = 'running' RETURNING stop_requested_at IS NOT NULL AS stop`,
    [id],
  );
  return wordOf(rows);
}

function wordOf([row]: { stop: boolean }[]): Word {
  if (!row) return 'gone';
  return row.stop ? 'stop' : 'go-on';
}

/**
 * Asks whoever runs this plan's preflight, maybe another console, to stop; it reads that within a second.
 *
 * @throws PreflightError `preflight-not-running`
 */
export async function requestStop(planId: string): Promise<void> {
  const { rowCount } = await pool().query(
    `UPDATE preflight SET stop_requested_at = now() AT TIME ZONE 'utc'
     WHERE plan_id = $1 AND state = 'running' AND NOT ${stale}`,
    [planId],
  );
  if (rowCount === 0) throw new PreflightError('preflight-not-running');
}

export const newReportId = (): string => randomUUID();

async function notify(client: PoolClient, planId: string): Promise<void> {
  await client.query('SELECT pg_notify($1, $2)', [preflightChannel, planId]);
}

/** Internal addresses of the hosts on which an install of this plan was ever begun from this console. */
export async function installedHosts(planId: string): Promise<string[]> {
  const { rows } = await pool().query<{ address: string }>(
    `SELECT DISTINCT host ->> 'address' AS address FROM run, jsonb_path_query(runbook, 'lax $.hosts[*]') AS host
     WHERE plan_id = $1 AND kind = 'install' AND started_at IS NOT NULL`,
    [planId],
  );
  return rows.map(({ address }) => address);
}
