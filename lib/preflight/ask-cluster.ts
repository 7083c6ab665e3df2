import { HostError } from '@/lib/hosts/error';
import type { ApiClient } from '@/lib/kubernetes/api-client';
import { KubernetesApiError } from '@/lib/kubernetes/api-error';
import { type ClusterPart, type ClusterParts, readPart } from '@/lib/kubernetes/cluster-parts';
import { type ApiCheck, type CheckContext, finding, notRun, type Outcome } from './check';
import { broken } from './look-at-host';

/** An API server that can be asked, until it is closed. */
export type OpenCluster = { api: ApiClient; close: () => Promise<void> };

/** A plan's cluster, as whoever starts a preflight knows it. */
export type PlanCluster = {
  /** False before a plan that makes its cluster has done so. */
  exists: boolean;
  /** Opens the way there; null while none is known. */
  open: (() => Promise<OpenCluster>) | null;
};

export type AskOptions = {
  /** Opens the way to the cluster; null: there is none that is known. */
  open: (() => Promise<OpenCluster>) | null;
  /** Squares that are asked for. */
  squares: readonly { check: ApiCheck; host: Parameters<ApiCheck['judge']>[2] }[];
  context: CheckContext;
  signal: AbortSignal;
  running: (check: ApiCheck, host: string) => void;
  answered: (check: ApiCheck, host: string, outcome: Outcome) => void;
  onUnexpected: (where: string, error: unknown) => void;
};

const reach = 'api.reach';

/**
 * Reads each part that is needed once, all at the same time, and judges what depends on it as soon as it is there. A part that can't be read makes
 * its checks not run, with the reason; an API server that can't be reached is one finding, and the rest waits for it. Never throws.
 */
export async function askCluster(options: AskOptions): Promise<void> {
  const { squares, context, signal, answered } = options;
  if (squares.length === 0 || signal.aborted) return;
  for (const { check, host } of squares) options.running(check, host.name);
  const all = (outcome: (check: ApiCheck) => Outcome) => {
    for (const { check, host } of squares) answered(check, host.name, outcome(check));
  };
  if (!options.open) return all(() => notRun('incomplete', { what: 'kubeconfig' }));
  let cluster: OpenCluster;
  try {
    cluster = await options.open();
  } catch (error) {
    if (signal.aborted) return;
    const outcome = unreached(error);
    return all(({ id }) => (id === reach ? outcome : notRun('depends', { check: reach })));
  }
  try {
    // Without an answer to the first question the others would each wait as long.
    const version = await settled(readPart(cluster.api, 'version', { signal }));
    if (signal.aborted) return;
    if ('error' in version) {
      const outcome = unreached(version.error);
      return all(({ id }) => (id === reach ? outcome : notRun('depends', { check: reach })));
    }
    const reading = new Map<ClusterPart, Promise<Settled<unknown>>>([['version', Promise.resolve(version)]]);
    const part = (name: ClusterPart) => {
      const known = reading.get(name) ?? settled<unknown>(readPart(cluster.api, name, { signal }));
      reading.set(name, known);
      return known;
    };
    await Promise.all(
      squares.map(async ({ check, host }) => {
        const read = await Promise.all(check.reads.map(async (name) => ({ name, ...(await part(name)) })));
        if (signal.aborted) return;
        const failed = read.find((each) => 'error' in each);
        if (failed && 'error' in failed) return answered(check, host.name, unread(failed.error));
        const parts = Object.fromEntries(read.map((each) => [each.name, 'value' in each ? each.value : null]));
        answered(check, host.name, judged(check, parts as ClusterParts, context, host, options));
      }),
    );
  } finally {
    await cluster.close().catch(() => {});
  }
}

function judged(
  check: ApiCheck,
  parts: ClusterParts,
  context: CheckContext,
  host: Parameters<ApiCheck['judge']>[2],
  { onUnexpected }: AskOptions,
): Outcome {
  try {
    return check.judge(parts, context, host);
  } catch (error) {
    onUnexpected(check.id, error);
    return broken(error);
  }
}

type Settled<T> = { value: T } | { error: unknown };
const settled = <T>(work: Promise<T>): Promise<Settled<T>> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

/** ICU selects on letters only. */
const key = (code: string): string => code.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** @param error of the way there, or of the first question */
function unreached(error: unknown): Outcome {
  if (error instanceof KubernetesApiError)
    return finding('block', { code: key(error.code), found: String(error.values.found ?? error.values.seconds ?? '') });
  if (error instanceof HostError) return finding('block', { code: 'ssh', found: error.code });
  return broken(error);
}

function unread(error: unknown): Outcome {
  if (!(error instanceof KubernetesApiError)) return broken(error);
  const { code, values } = error;
  if (code === 'forbidden' || code === 'unauthorized')
    return notRun('forbidden', { found: String(values.found ?? '') });
  if (code === 'timeout') return notRun('deadline', { seconds: Number(values.seconds ?? 0) });
  return notRun('unreadable', { found: `${code} ${values.found ?? values.path ?? ''}`.trim().slice(0, 200) });
}
