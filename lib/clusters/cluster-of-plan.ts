import { HostError } from '@/lib/hosts/error';
import type { HostTarget } from '@/lib/hosts/target';
import { targetOf } from '@/lib/hosts/target-of';
import { KubernetesApiError } from '@/lib/kubernetes/api-error';
import { hostsWithRole, type Plan, type PlanHost } from '@/lib/plan/schema';
import { runnerOf } from '@/lib/plan/ssh-hosts';
import { credentialSecret } from '@/lib/store/credentials';
import { pool } from '@/lib/store/pool';
import { unseal } from '@/lib/store/seal';
import { type OpenCluster, openCluster, type Way } from './reach';

/** The kubeconfig behind a credential; null when there is none, or when it is something else. Server only. */
export async function storedKubeconfig(credential: string): Promise<string | null> {
  const found = credential === '' ? null : await credentialSecret(credential);
  return found?.secret.kind === 'kubeconfig' ? found.secret.kubeconfig : null;
}

/**
 * The way to the cluster that a plan begins with; null when the plan makes its own, or its kubeconfig is gone.
 *
 * @throws HostError `credential-missing` and the like, when the API is reached by SSH and the way there isn't known
 */
export async function wayToExisting(
  plan: Plan,
  target: (host: PlanHost) => Promise<HostTarget> = targetOf,
): Promise<Way | null> {
  const { distribution, kubeconfig: credential, apiThroughSsh } = plan.kubernetes;
  if (distribution !== 'existing') return null;
  const kubeconfig = await storedKubeconfig(credential);
  if (kubeconfig === null) return null;
  if (!apiThroughSsh) return { kubeconfig, through: null };
  const runner = runnerOf(plan);
  if (!runner) throw new HostError('credential-missing', { host: plan.kubernetes.runner });
  return { kubeconfig, through: await target(runner) };
}

/** A plan's cluster, when there is one. */
export type PlanCluster = {
  /** False before a plan that makes its cluster has done so. */
  exists: boolean;
  /** Null while the kubeconfig is not known. */
  open: (() => Promise<OpenCluster>) | null;
};

/**
 * The cluster that a plan begins with, or the one that its newest successful install made: that one is reached by SSH through its control planes,
 * whichever answers first in the plan's order.
 */
export async function clusterOf(planId: string, plan: Plan): Promise<PlanCluster> {
  if (plan.kubernetes.distribution === 'existing') {
    const kubeconfig = await storedKubeconfig(plan.kubernetes.kubeconfig);
    return { exists: true, open: kubeconfig === null ? null : () => openExisting(plan) };
  }
  const kubeconfig = await madeKubeconfig(planId);
  return kubeconfig === null ? { exists: false, open: null } : { exists: true, open: () => openMade(plan, kubeconfig) };
}

async function openExisting(plan: Plan): Promise<OpenCluster> {
  const way = await wayToExisting(plan);
  if (!way) throw new KubernetesApiError('kubeconfig');
  return openCluster(way);
}

async function openMade(plan: Plan, kubeconfig: string): Promise<OpenCluster> {
  let failure: unknown = new KubernetesApiError('kubeconfig');
  for (const host of hostsWithRole(plan, 'control-plane')) {
    try {
      return await openCluster({ kubeconfig, through: await targetOf(host) });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** What the newest successful run read as it made the cluster; null when none did. */
async function madeKubeconfig(planId: string): Promise<string | null> {
  const { rows } = await pool().query<{ sealed: string }>(
    `SELECT value.sealed FROM run JOIN run_value value ON value.run_id = run.id
       AND value.key = 'output:' || (run.runbook #>> '{watch,kubeconfigOutput}')
     WHERE run.plan_id = $1 AND run.kind = 'install' AND run.state = 'succeeded' ORDER BY run.number DESC LIMIT 1`,
    [planId],
  );
  return rows[0] ? unseal(rows[0].sealed) : null;
}
