import { databaseUrl } from '@/lib/store/database-url';
import { pool } from '@/lib/store/pool';
import { seal, unseal } from '@/lib/store/seal';
import { askCancel, askRetry, askRetryFailed } from './ask';
import { insertRun, type NewRun } from './create-run';
import { defaultLimits, type Engine } from './engine';
import { readLinesAfter, type StoredLine } from './lines';
import { queue, stopQueue } from './queue';
import { type RunSummary, readRuns, readRunView } from './run-view';
import { openSshHosts } from './ssh-hosts';
import type { RunView } from './view';
import { watchClusterOverSsh } from './watch-cluster-over-ssh';
import { startWorking, type Worker } from './worker';

/** The engine of this process, on its database and its hosts: what pages, actions and the server call. */
export const engine = (): Engine => ({
  pool: pool(),
  seal: (text) => seal(text),
  unseal: (sealed) => unseal(sealed),
  openHosts: openSshHosts,
  watchCluster: watchClusterOverSsh,
  limits: defaultLimits,
});

/** @throws RunError `cluster-busy`, `no-such-plan`, `runbook-changed` */
export async function createRun(run: NewRun): Promise<{ runId: string; number: number }> {
  return insertRun(engine(), await queue(databaseUrl()), run);
}

/** @throws RunError `no-such-run`, `no-such-step`, `not-retryable`, `cluster-busy` */
export async function retryStep({ runId, stepId }: { runId: string; stepId: string }): Promise<void> {
  await askRetry(engine(), await queue(databaseUrl()), runId, stepId);
}

/** @throws RunError `no-such-run`, `not-retryable`, `cluster-busy` */
export async function retryFailed({ runId }: { runId: string }): Promise<void> {
  await askRetryFailed(engine(), await queue(databaseUrl()), runId);
}

/** @throws RunError `no-such-run`, `not-running` */
export async function cancelRun({ runId }: { runId: string }): Promise<void> {
  await askCancel(engine(), runId);
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
    `SELECT value.sealed FROM run JOIN run_value value ON value.run_id = run.id
       AND value.key = 'output:' || (run.runbook #>> '{watch,kubeconfigOutput}') WHERE run.id = $1`,
    [runId],
  );
  return rows[0] ? unseal(rows[0].sealed) : null;
}

const place = globalThis as typeof globalThis & { slipwayWorker?: Promise<Worker> };

/** Drives runs in this process until `stopWorker`. Runs that a dead process left are taken over at once. */
export async function startWorker(onError?: (error: unknown) => void): Promise<void> {
  const url = databaseUrl();
  place.slipwayWorker ??= queue(url).then((boss) => startWorking({ boss, url, engine: engine(), onError }));
  await place.slipwayWorker;
}

export async function stopWorker(): Promise<void> {
  const working = place.slipwayWorker;
  place.slipwayWorker = undefined;
  await (await working)?.stop();
  await stopQueue();
}
