import { databaseUrl } from '@/lib/store/database-url';
import { pool } from '@/lib/store/pool';
import { seal, unseal } from '@/lib/store/seal';
import { askCancel, askRetry, askRetryFailed } from './ask';
import { insertRun, type NewRun } from './create-run';
import { kubeconfigKey } from './kubeconfig-key';
import { readLinesAfter, type StoredLine } from './lines';
import { queue } from './queue';
import { type RunSummary, readRuns, readRunView } from './run-view';
import type { RunView } from './view';

/** What storing needs; hosts are the worker's. */
const store = () => ({
  pool: pool(),
  seal: (text: string) => seal(text),
  unseal: (sealed: string) => unseal(sealed),
});

/** @throws RunError `cluster-busy`, `no-such-plan`, `runbook-changed` */
export async function createRun(run: NewRun): Promise<{ runId: string; number: number }> {
  return insertRun(store(), await queue(databaseUrl()), run);
}

/** @throws RunError `no-such-run`, `no-such-step`, `not-retryable`, `cluster-busy` */
export async function retryStep({ runId, stepId }: { runId: string; stepId: string }): Promise<void> {
  await askRetry(store(), await queue(databaseUrl()), runId, stepId);
}

/** @throws RunError `no-such-run`, `not-retryable`, `cluster-busy` */
export async function retryFailed({ runId }: { runId: string }): Promise<void> {
  await askRetryFailed(store(), await queue(databaseUrl()), runId);
}

/** @throws RunError `no-such-run`, `not-running` */
export async function cancelRun({ runId }: { runId: string }): Promise<void> {
  await askCancel(store(), runId);
}

/** Null when there is no such run. */
export const runView = (runId: string): Promise<RunView | null> => readRunView(pool(), runId);

export const listRuns = (which: { planId?: string; limit?: number } = {}): Promise<RunSummary[]> =>
  readRuns(pool(), which);

export const linesAfter = (runId: string, seq: number, limit: number): Promise<StoredLine[]> =>
  readLinesAfter(pool(), runId, seq, limit);

/** The admin kubeconfig that the run read; null while there is none. A secret: only for a download by who may. */
export async function runKubeconfig(runId: string): Promise<string | null> {
  const { rows } = await pool().query<{ sealed: string }>(
    `SELECT value.sealed FROM run JOIN run_value value ON value.run_id = run.id AND value.key = ${kubeconfigKey} WHERE run.id = $1`,
    [runId],
  );
  return rows[0] ? unseal(rows[0].sealed) : null;
}
