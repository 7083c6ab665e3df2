import type { Pool } from 'pg';
import { type Runbook, runbookSchema } from '@/lib/runbook/runbook';
import { type AttemptRow, attemptsOf } from './attempt-row';
import type { AttemptView, RunView, StepView } from './view';

const epoch = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

const runColumns = `run.id, run.number, run.plan_id AS "planId", plan.name AS "planName", run.kind, run.version, run.state,
  ${epoch('run.created_at')} AS "createdAt", ${epoch('run.started_at')} AS "startedAt",
  ${epoch('run.finished_at')} AS "finishedAt", coalesce("user".name, run.created_by) AS "createdBy",
  run.cancel_requested_at IS NOT NULL AS "cancelRequested", run.last_seq AS "lastSeq",
  run.redacted_lines AS "redactedLines", run.cluster`;
const runTables = `run JOIN plan ON plan.id = run.plan_id LEFT JOIN "user" ON "user".id = run.created_by`;

type RunRow = Omit<RunView, 'hosts' | 'phases' | 'steps' | 'hasKubeconfig'>;

/** A runbook never changes, and a big one costs milliseconds to parse: the last few are kept. */
const parsed = new Map<string, Runbook>();
const keptRunbooks = 8;

/** All that a page needs to know of a run; null when there is none. */
export async function readRunView(pool: Pool, runId: string): Promise<RunView | null> {
  // The run's row first: what is read after it is at least as new, so a version never promises too much.
  const { rows } = await pool.query<RunRow>(`SELECT ${runColumns} FROM ${runTables} WHERE run.id = $1`, [runId]);
  const run = rows[0];
  if (!run) return null;
  const runbook = await runbookOf(pool, runId);
  const [attempts, values] = await Promise.all([
    attemptsOf(pool, runId),
    pool.query<{ key: string }>(`SELECT key FROM run_value WHERE run_id = $1 AND key LIKE 'output:%'`, [runId]),
  ]);
  const kubeconfig = runbook.watch && `output:${runbook.watch.kubeconfigOutput}`;
  return {
    ...run,
    // Runs of before Rainbond was watched have stored nothing of it.
    cluster: run.cluster && { ...run.cluster, rainbond: run.cluster.rainbond ?? null },
    hosts: runbook.hosts,
    phases: runbook.phases,
    steps: stepViews(runbook, attempts),
    hasKubeconfig: values.rows.some(({ key }) => key === kubeconfig),
  };
}

export function stepViews(runbook: Runbook, attempts: AttemptRow[]): StepView[] {
  const byStep = Map.groupBy(attempts, (attempt) => attempt.stepId);
  return runbook.steps.map((step) => {
    const own = (byStep.get(step.id) ?? []).toSorted((a, b) => a.number - b.number);
    const current = own.at(-1);
    return {
      id: step.id,
      action: step.action,
      phase: step.phase,
      host: step.host,
      title: step.title,
      needs: step.needs,
      uploadBytes: step.uploads.reduce((sum, upload) => sum + upload.sizeBytes, 0),
      estimateSeconds: step.estimateSeconds,
      state: current?.state ?? 'waiting',
      attempts: own.length === 1 && current?.state === 'waiting' ? [] : own.map(attemptView),
    };
  });
}

function attemptView({ stepId: _step, outputOffset: _offset, ...attempt }: AttemptRow): AttemptView {
  return attempt;
}

async function runbookOf(pool: Pool, runId: string): Promise<Runbook> {
  const known = parsed.get(runId);
  if (known) return known;
  const { rows } = await pool.query<{ runbook: unknown }>('SELECT runbook FROM run WHERE id = $1', [runId]);
  const runbook = runbookSchema.parse(rows[0]?.runbook);
  const oldest = parsed.size >= keptRunbooks ? parsed.keys().next().value : undefined;
  if (oldest) parsed.delete(oldest);
  parsed.set(runId, runbook);
  return runbook;
}

export type RunSummary = Pick<
  RunView,
  'id' | 'number' | 'planId' | 'planName' | 'kind' | 'state' | 'createdAt' | 'startedAt' | 'finishedAt' | 'createdBy'
> & { stepsDone: number; steps: number };

/** Newest first; of one plan, or of all. */
export async function readRuns(pool: Pool, { planId, limit = 50 }: { planId?: string; limit?: number } = {}) {
  const { rows } = await pool.query<RunSummary>(
    `SELECT run.id, run.number, run.plan_id AS "planId", plan.name AS "planName", run.kind, run.state,
       ${epoch('run.created_at')} AS "createdAt", ${epoch('run.started_at')} AS "startedAt",
       ${epoch('run.finished_at')} AS "finishedAt", coalesce("user".name, run.created_by) AS "createdBy",
       (SELECT count(DISTINCT step_id)::int FROM attempt WHERE run_id = run.id) AS steps,
       (SELECT count(*)::int FROM attempt WHERE run_id = run.id AND state IN ('succeeded', 'satisfied')) AS "stepsDone"
     FROM ${runTables} WHERE $1::text IS NULL OR run.plan_id = $1 ORDER BY run.created_at DESC LIMIT $2`,
    [planId ?? null, limit],
  );
  return rows;
}
