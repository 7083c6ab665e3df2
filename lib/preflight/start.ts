import type { PoolClient } from 'pg';
import { z } from 'zod';
import { readBundle } from '@/lib/artifacts/read-bundle';
import { targetOf } from '@/lib/hosts/target-of';
import { logUnexpected } from '@/lib/log/log';
import { placeOfHost } from '@/lib/plan/place';
import type { Plan } from '@/lib/plan/schema';
import { credentialSecret } from '@/lib/store/credentials';
import { bundleCacheDir } from '@/lib/store/data-dir';
import { saveFacts } from '@/lib/store/facts';
import { getPlan } from '@/lib/store/plans';
import type { PlanCluster } from './ask-cluster';
import type { Only } from './expected';
import { PreflightError } from './preflight-error';
import type { PreflightInput } from './preflight-input';
import type { Report } from './result';
import type { Secrets } from './run-probe';
import { firstReport, runPreflight } from './session';
import {
  beat,
  insertReport,
  installedHosts,
  latestReport,
  newReportId,
  requestStop,
  type Word,
  writeReport,
} from './store';

/** Those that this process runs, by report: started in one of Next's bundles, stopped in another. */
type Running = { planId: string; stop: AbortController; ended: Promise<void> };
const place = globalThis as typeof globalThis & { slipwayPreflights?: Map<string, Running> };
place.slipwayPreflights ??= new Map();
const running = place.slipwayPreflights;

/** A report is written at most so often, milliseconds: of 200 hosts it is 2 MB. */
const writeMs = 500;
/** Who runs one says so at least this often, milliseconds, and hears whether to stop. */
const beatMs = 1_000;

export type StartOptions = {
  planId: string;
  user: { name: string };
  /** Where the plan's cluster is, if it has one. */
  clusterOf: (planId: string, plan: Plan) => Promise<PlanCluster>;
  only?: Only | undefined;
  /** May throw inside the transaction that stores the first report: a run is changing these hosts, say. */
  refuse?: (client: PoolClient, plan: Plan) => Promise<void>;
  /** For tests: how hosts are reached, what is looked at. */
  session?: Partial<PreflightInput>;
};

/**
 * Begins a preflight of the newest saved revision, in this process, and returns when its first report is stored. `ended`
 * resolves with the last one.
 *
 * @throws PreflightError `preflight-running`, `no-hosts`, `nothing-asked`, `no-such-plan`; PlanStoreError `not-found`; what `refuse` throws
 */
export async function startPreflight(options: StartOptions): Promise<{ reportId: string; ended: Promise<void> }> {
  const { planId, user, clusterOf, only, refuse } = options;
  const stored = await getPlan(planId);
  const plan = stored.document;
  if (plan.hosts.length === 0) throw new PreflightError('no-hosts');
  const [previous, cluster, installedOn, bundle] = await Promise.all([
    latestReport(planId),
    clusterOf(planId, plan),
    installedHosts(planId),
    plan.artifacts.kind === 'bundle' && plan.artifacts.folder !== ''
      ? readBundle(plan.artifacts.folder, { cacheDir: bundleCacheDir() })
      : null,
  ]);
  const stop = new AbortController();
  const id = newReportId();
  const keeper = new Keeper(id, stop);
  const input: PreflightInput = {
    context: { plan, bundle, cluster: cluster.exists, installedOn },
    openCluster: cluster.open,
    planId,
    planRevision: stored.revision,
    startedBy: user.name,
    targetOf,
    secrets: storedSecrets(plan),
    only,
    previous,
    id,
    signal: stop.signal,
    onReport: (report) => keeper.keep(report),
    everyMs: writeMs,
    onFacts: (host, facts) => saveFacts(placeOfHost(host), facts),
    onUnexpected: (where, error) => logUnexpected('preflight', where, error),
    ...options.session,
  };
  const first = firstReport(input);
  if (only && !first.results.some(({ state }) => state === 'waiting')) throw new PreflightError('nothing-asked');
  await insertReport(first, async (client) => refuse?.(client, plan));
  const ended = runPreflight(input)
    .then((last) => keeper.end(last))
    .catch((error: unknown) => logUnexpected('preflight', id, error))
    .finally(() => running.delete(id));
  running.set(id, { planId, stop, ended });
  return { reportId: id, ended };
}

/**
 * Whoever runs this plan's preflight, here or in another console, ends it within a second.
 *
 * @throws PreflightError `preflight-not-running`
 */
export async function stopPreflight(planId: string): Promise<void> {
  await requestStop(planId);
  for (const each of running.values()) if (each.planId === planId) each.stop.abort();
}

/** When the console ends: what runs here is stopped, and says so. */
export async function stopPreflights(): Promise<void> {
  const all = [...running.values()];
  for (const each of all) each.stop.abort();
  await Promise.all(all.map(({ ended }) => ended));
}

/** Writes the newest report, one write after the other, and keeps the heart beating. */
class Keeper {
  readonly #id: string;
  readonly #stop: AbortController;
  readonly #beating: NodeJS.Timeout;
  #next: Report | null = null;
  #writing: Promise<void> | null = null;

  constructor(id: string, stop: AbortController) {
    this.#id = id;
    this.#stop = stop;
    this.#beating = setInterval(() => {
      if (!this.#writing) this.#hear(beat(id)).catch(() => {});
    }, beatMs);
  }

  keep(report: Report): void {
    this.#next = report;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
  }

  async #write(): Promise<void> {
    while (this.#next) {
      const report = this.#next;
      this.#next = null;
      // The database is away for a moment: the next report holds all of this one.
      await this.#hear(writeReport(report)).catch((error: unknown) => logUnexpected('preflight', this.#id, error));
    }
  }

  async #hear(word: Promise<Word>): Promise<void> {
    if ((await word) !== 'go-on') this.#stop.abort();
  }

  /** The last one must be stored: a database that is away is waited for a while. */
  async end(last: Report): Promise<void> {
    this.#next = null;
    await this.#writing;
    for (let tries = 1; ; tries++) {
      try {
        await writeReport(last);
        break;
      } catch (error) {
        if (tries === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, writeMs));
      }
    }
    clearInterval(this.#beating);
  }
}

const certificateSchema = z.object({ certificate: z.string(), privateKey: z.string(), ca: z.string().default('') });

/** What probes of services sign in with. The user is the plan's: a stored password has none. */
function storedSecrets(plan: Plan): Secrets {
  const userOf = (credential: string): string => {
    for (const service of [plan.database, plan.registry])
      if (service.kind === 'external' && service.credential === credential) return service.user;
    return '';
  };
  return {
    secret: async (credential) => {
      const found = credential === '' ? null : await credentialSecret(credential);
      return found?.secret.kind === 'password' ? { user: userOf(credential), password: found.secret.password } : null;
    },
    clientCertificate: async (credential) => {
      const found = credential === '' ? null : await credentialSecret(credential);
      const parsed = certificateSchema.safeParse(found?.secret);
      if (!parsed.success) return null;
      const { ca, certificate, privateKey } = parsed.data;
      return { ca, certificate, key: privateKey };
    },
  };
}
