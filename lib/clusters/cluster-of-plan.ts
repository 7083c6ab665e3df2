import { HostError } from '@/lib/hosts/error';
import type { HostTarget } from '@/lib/hosts/target';
import { targetOf } from '@/lib/hosts/target-of';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import { runnerOf } from '@/lib/plan/ssh-hosts';
import { credentialSecret } from '@/lib/store/credentials';
import type { Way } from './reach';

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
