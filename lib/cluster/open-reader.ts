import { connect } from '@/lib/hosts/connect';
import { HostError } from '@/lib/hosts/error';
import { HostPool } from '@/lib/hosts/pool';
import { targetOf } from '@/lib/hosts/target-of';
import { ApiClient } from '@/lib/kubernetes/api-client';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import { loadValues } from '@/lib/runs/run-values';
import { credentialSecret } from '@/lib/store/credentials';
import { getPlan } from '@/lib/store/plans';
import { pool } from '@/lib/store/pool';
import { unseal } from '@/lib/store/seal';
import { type Installed, installedOf, madeCluster } from './installed';
import { ClusterReader } from './reader';
import { seatOf } from './seat';

/** A host that doesn't answer so long is passed over for the next, milliseconds. */
const connectMs = 5_000;

/** What a plan's page follows: which runs made the cluster what it is, and who asks it. */
export type OpenReader = { madeBy: string; reader: ClusterReader };

/** Begins to ask the cluster that the plan's last successful install made; null when there was none. */
export async function openReader(planId: string, changed: () => void): Promise<OpenReader | null> {
  const made = await madeCluster(planId);
  if (!made) return null;
  const { installed, kubeconfig } = made;
  const { plan, runId } = installed;
  const { redactor } = await loadValues(pool(), (sealed) => unseal(sealed), runId);
  const reader = new ClusterReader({
    planId,
    plan,
    kubeconfig,
    pool: hostsOf(planId, plan),
    databaseLogin: () => databaseLogin(plan),
    redact: (text) => redactor.line(text),
    changed,
  });
  reader.start();
  return { madeBy: runsOf(installed), reader };
}

/** Which runs made the cluster what it is, without asking it; null when none did. */
export async function madeBy(planId: string): Promise<string | null> {
  const installed = await installedOf(planId);
  return installed && runsOf(installed);
}

const runsOf = ({ runId, uninstalledBy }: Installed): string => `${runId} ${uninstalledBy ?? ''}`;

/**
 * Asks the cluster's API one thing, through any control plane that SSH reaches; null when no install of this plan succeeded.
 *
 * @throws HostError when no control plane can be reached
 */
export async function askCluster<T>(planId: string, work: (api: ApiClient) => Promise<T>): Promise<T | null> {
  const made = await madeCluster(planId);
  if (!made) return null;
  const { installed, kubeconfig } = made;
  const hosts = hostsOf(planId, installed.plan);
  const seat = seatOf(hosts, installed.plan, kubeconfig);
  const api = await ApiClient.open({ kubeconfig, tunnel: () => seat.toApi() });
  try {
    // Why there is no way is told by SSH; the tunnel itself would only be closed.
    await seat.use(async () => {});
    return await work(api);
  } finally {
    await api.close();
    await hosts.close();
  }
}

function hostsOf(planId: string, plan: Plan): HostPool {
  return new HostPool({
    targetOf: async (name) => targetOf(await hostNow(planId, plan, name)),
    connect: (target, options) => connect(target, { ...options, timeoutMs: connectMs, patienceMs: connectMs }),
  });
}

/** How a host is reached may have changed since it was installed: another credential, another bastion. */
async function hostNow(planId: string, plan: Plan, name: string): Promise<PlanHost> {
  const newest = (await getPlan(planId).catch(() => null))?.document;
  const host = [...(newest?.hosts ?? []), ...plan.hosts].find((each) => each.name === name);
  if (!host) throw new HostError('name-not-found', { host: name });
  return host;
}

async function databaseLogin({ database }: Plan): Promise<{ user: string; password: string } | null> {
  if (database.kind !== 'external') return null;
  const found = await credentialSecret(database.credential);
  return found?.secret.kind === 'password' ? { user: database.user, password: found.secret.password } : null;
}
