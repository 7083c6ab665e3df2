import { migratePlan } from '@/lib/plan/migrate-plan';
import type { Plan } from '@/lib/plan/schema';
import { kubeconfigKey } from '@/lib/runs/kubeconfig-key';
import { runKubeconfig } from '@/lib/runs/runs';
import { pool } from '@/lib/store/pool';

/** The run that made a plan's cluster, and what it made it from. */
export type Installed = {
  planId: string;
  runId: string;
  number: number;
  /** As it was when it was installed; without its Rainbond when a later run took that away. */
  plan: Plan;
  /** Number of the run that took Rainbond away since; null while none did. */
  uninstalledBy: number | null;
  revision: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
  finishedAt: number;
};

type Row = {
  id: string;
  number: number;
  revision: number;
  startedAt: number;
  finishedAt: number;
  uninstalledBy: number | null;
  document: unknown;
};

/** Only a run that succeeded and has a kubeconfig made a cluster that can be asked, or came to one. */
const madeOne = `run.kind = 'install' AND run.state = 'succeeded' AND EXISTS (
  SELECT 1 FROM run_value value
  WHERE value.run_id = run.id AND value.key = ${kubeconfigKey})`;

/**
 * What the plan's last successful install made; null when there was none.
 *
 * @throws PlanDocumentError when a newer Slipway wrote the revision
 */
export async function installedOf(planId: string): Promise<Installed | null> {
  const epoch = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
  const { rows } = await pool().query<Row>(
    `SELECT run.id, run.number, run.plan_revision AS revision, ${epoch('coalesce(run.started_at, run.created_at)')} AS "startedAt",
       ${epoch('run.finished_at')} AS "finishedAt", revision.document,
       (SELECT max(later.number) FROM run later WHERE later.plan_id = run.plan_id AND later.number > run.number
          AND later.kind = 'uninstall-rainbond' AND later.state = 'succeeded') AS "uninstalledBy"
     FROM run JOIN plan_revision revision ON revision.plan_id = run.plan_id AND revision.number = run.plan_revision
     WHERE run.plan_id = $1 AND ${madeOne} ORDER BY run.number DESC LIMIT 1`,
    [planId],
  );
  const row = rows[0];
  if (!row) return null;
  const { id: runId, document, ...rest } = row;
  const plan = migratePlan(document);
  return { planId, runId, ...rest, plan: rest.uninstalledBy === null ? plan : { ...plan, rainbond: { kind: 'none' } } };
}

/** The same with the kubeconfig that leads to the cluster, which is a secret. */
export type MadeCluster = { installed: Installed; kubeconfig: string };

/** The cluster that the plan's last successful install made or came to; null when there was none. */
export async function madeCluster(planId: string): Promise<MadeCluster | null> {
  const installed = await installedOf(planId);
  const kubeconfig = installed && (await runKubeconfig(installed.runId));
  return installed && kubeconfig !== null ? { installed, kubeconfig } : null;
}
