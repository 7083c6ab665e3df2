import { HostError } from '@/lib/hosts/error';
import type { HostTarget } from '@/lib/hosts/target';
import { targetOf } from '@/lib/hosts/target-of';
import { KubernetesApiError } from '@/lib/kubernetes/api-error';
import { hostsWithRole, type Plan, type PlanHost } from '@/lib/plan/schema';
import { runnerOf } from '@/lib/plan/ssh-hosts';
import type { PlanCluster } from '@/lib/preflight/ask-cluster';
import { credentialSecret } from '@/lib/store/credentials';
import { madeCluster } from './installed';
import { type OpenCluster, openCluster, type Way } from './open-cluster';

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

/**
 * The cluster that a plan begins with, or the one that its newest successful install made: that one is reached by SSH through its control planes,
 * whichever answers first in the plan's order.
 */
export async function clusterOf(planId: string, plan: Plan): Promise<PlanCluster> {
  if (plan.kubernetes.distribution === 'existing') {
    const kubeconfig = await storedKubeconfig(plan.kubernetes.kubeconfig);
    return { exists: true, open: kubeconfig === null ? null : () => openExisting(plan) };
  }
  const made = await madeCluster(planId);
  return made ? { exists: true, open: () => openMade(plan, made.kubeconfig) } : { exists: false, open: null };
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
