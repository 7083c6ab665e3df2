'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { credentialFailure } from '@/app/settings/credential-failure';
import type { ClusterAnswer } from '@/components/plans/cluster-start';
import { ActionFailure, action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { allowed, type SessionUser } from '@/lib/auth/permissions';
import { storedKubeconfig, wayToExisting } from '@/lib/cluster/cluster-of-plan';
import { type ClusterLook, lookAtCluster } from '@/lib/cluster/look-at-cluster';
import type { Way } from '@/lib/cluster/open-cluster';
import { HostError } from '@/lib/hosts/error';
import { targetOf } from '@/lib/hosts/target-of';
import { serverOf } from '@/lib/kubernetes/server-of';
import { credentialTextLimit } from '@/lib/plan/credential-kinds';
import { withContext } from '@/lib/plan/kubeconfig-contexts';
import { placeOfHost } from '@/lib/plan/place';
import { planOfCluster } from '@/lib/plan/plan-of-cluster';
import { hostSchema, type PlanHost, planSchema, sshSchema } from '@/lib/plan/schema';
import { checkedKubeconfig, createCredential, deleteCredential } from '@/lib/store/credentials';
import { saveFacts } from '@/lib/store/facts';
import { createPlan } from '@/lib/store/plans';

const startSchema = z.object({
  /** A kubeconfig as it was pasted, with the context that was chosen; or one that is sealed already. */
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string().max(credentialTextLimit), context: z.string().max(300) }),
    z.object({ kind: z.literal('stored'), credential: z.string().min(1) }),
  ]),
  /** One of the nodes, to reach the API through; null: directly. */
  through: sshSchema.extend({ address: z.string().trim().min(1).max(255) }).nullable(),
});
type Start = z.output<typeof startSchema>;

/** Shows what a kubeconfig leads to, before anything is kept. */
export const lookAtExistingCluster = action('host:connect', startSchema, async (start): Promise<ClusterAnswer> => {
  const { kubeconfig, server, context } = await kubeconfigOf(start.source);
  const look = await lookAt(kubeconfig, start.through);
  return look.state === 'read' ? { ...withoutFacts(look), server, context } : look;
});

/** Seals the kubeconfig and makes a plan of the cluster, which is read again: what was shown decides nothing. */
export const createPlanOfCluster = action(
  'plan:write',
  startSchema.extend({ name: z.string().min(1).max(63) }),
  async ({ name, source, through }, user): Promise<{ planId: string } | Exclude<ClusterAnswer, { state: 'read' }>> => {
    if (!allowed(user, 'host:connect')) throw new ActionFailure('forbidden');
    const { kubeconfig } = await kubeconfigOf(source);
    const look = await lookAt(kubeconfig, through);
    if (look.state !== 'read') return look;
    const sealed = await sealedSource(source, name, kubeconfig, user);
    try {
      const start = { name, cluster: look.cluster, kubeconfig: sealed.id, server: serverOf(kubeconfig) };
      const document = planOfCluster(
        through && look.through
          ? { ...start, through: { node: look.through.node, address: through.address, ssh: withoutAddress(through) } }
          : start,
      );
      const { planId } = await createPlan({ document, userId: user.id });
      if (through && look.through)
        await saveFacts(placeOfHost({ address: through.address, ssh: through }), look.through.facts);
      await audit(user, 'plan.create', `plan:${planId}`, { name, template: 'existing-cluster' });
      revalidatePath('/', 'layout');
      return { planId };
    } catch (error) {
      if (sealed.made) await deleteCredential(sealed.id);
      throw error;
    }
  },
);

/** The nodes of a plan's cluster as they are now. The plan is the one in the editor, saved or not. */
export const readClusterOfPlan = action(
  'host:connect',
  z.object({ plan: planSchema }),
  async ({ plan }): Promise<ClusterAnswer> => {
    const { kubeconfig: id } = plan.kubernetes;
    const { server, context } = await kubeconfigOf({ kind: 'stored', credential: id });
    const way = await wayToExisting(plan).catch((error: unknown) => {
      if (error instanceof HostError) throw new ActionFailure(`errors.${error.code}`, error.values);
      throw error;
    });
    if (!way) throw new ActionFailure('kubeconfig-gone');
    const look = await lookAtCluster(way);
    return look.state === 'read' ? { ...withoutFacts(look), server, context } : look;
  },
);

function withoutFacts({ cluster, through }: Extract<ClusterLook, { state: 'read' }>) {
  return { state: 'read' as const, cluster, through: through?.node ?? '' };
}

function withoutAddress({ address: _address, ...ssh }: NonNullable<Start['through']>): PlanHost['ssh'] {
  return ssh;
}

async function kubeconfigOf(
  source: Start['source'] | { kind: 'stored'; credential: string },
): Promise<{ kubeconfig: string; server: string; context: string }> {
  const text =
    source.kind === 'text' ? withContext(source.text, source.context) : await storedKubeconfig(source.credential);
  if (text === null) throw new ActionFailure('kubeconfig-gone');
  const checked = checkedKubeconfig(text);
  if ('problem' in checked) throw credentialFailure(checked);
  return checked;
}

async function lookAt(kubeconfig: string, through: Start['through']): Promise<ClusterLook> {
  const way: Way = { kubeconfig, through: null };
  if (!through) return lookAtCluster(way);
  const host = hostSchema.parse({ name: through.address, address: through.address, ssh: through });
  try {
    return await lookAtCluster({ ...way, through: await targetOf(host) });
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { state: 'host', check: { state: 'failed', error: { code: error.code, values: error.values } } };
  }
}

/** A new credential gets the plan's name, and a number where another one has it. */
async function sealedSource(
  source: Start['source'],
  name: string,
  kubeconfig: string,
  user: SessionUser,
): Promise<{ id: string; made: boolean }> {
  if (source.kind === 'stored') return { id: source.credential, made: false };
  if (!allowed(user, 'credential:write')) throw new ActionFailure('forbidden');
  for (let number = 1; ; number++) {
    const called = number === 1 ? name : `${name}-${number}`;
    const result = await createCredential({ name: called, secret: { kind: 'kubeconfig', kubeconfig } });
    if (!('problem' in result)) {
      await audit(user, 'credential.create', `credential:${result.credential.id}`, {
        name: called,
        kind: 'kubeconfig',
      });
      return { id: result.credential.id, made: true };
    }
    if (result.problem !== 'name-taken' || number === 100) throw credentialFailure(result);
  }
}
