import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CoreV1Api,
  type CoreV1Event,
  type KubernetesObject,
  type ListPromise,
  makeInformer,
  type V1Node,
  type V1Pod,
} from '@kubernetes/client-node';
import { ClusterPicture, type ClusterSink } from './cluster-picture';
import { rainbondNamespace } from './rainbond/objects';
import { RainbondPicture } from './rainbond/rainbond-picture';
import { watchRainbond } from './rainbond/watch-rainbond';
import { throughTunnel } from './through-tunnel';
import { openTunnel } from './tunnel';

/** `missing`: until a kind that isn't there is asked for again. */
const pauseMs = { first: 500, longest: 5_000, missing: 2_000 };

export type WatchOptions = {
  kubeconfig: string;
  /** A byte stream to the API server. */
  tunnel: () => Promise<Duplex>;
  /** Whose pods and events are watched. */
  namespaces: string[];
  /** Rainbond is watched too, in its own namespace. */
  rainbond: boolean;
  sink: ClusterSink;
  signal: AbortSignal;
};

/** Where what one watch sees goes. `clear`: the kind itself isn't there. */
type Seen<T> = { seen: (object: T) => void; gone?: (object: T) => void; clear?: () => void };

/** Watches one kind until the signal; a kind that the API doesn't have is watched for, and is no failure. */
export type WatchOne = <T extends KubernetesObject>(path: string, list: ListPromise<T>, to: Seen<T>) => Promise<void>;

/**
 * Watches nodes, and pods and events of some namespaces, until the signal; and all of Rainbond, if asked. Never rejects
 * because the cluster can't be asked: then the picture says `watching: false`, and it is tried again. Rejects for a
 * kubeconfig that isn't one.
 */
export async function watchCluster(options: WatchOptions): Promise<void> {
  const { kubeconfig, tunnel, sink, signal } = options;
  if (signal.aborted) return;
  const local = await openTunnel(tunnel);
  try {
    const config = throughTunnel(kubeconfig, local.port);
    const api = config.makeApiClient(CoreV1Api);
    const picture = new ClusterPicture(sink, Date.now());
    const rainbond = options.rainbond
      ? new RainbondPicture({ state: (state) => picture.rainbond(state), news: (news) => picture.tell(news) })
      : null;
    const namespaces = new Set([...options.namespaces, ...(rainbond ? [rainbondNamespace] : [])]);
    const health = new Health(picture, () => {
      if (!rainbond) return;
      // What is found now is how things are, and no change: it is told before the watch is said to work.
      rainbond.listed = true;
      rainbond.look(Date.now());
    });
    const watch: WatchOne = (path, list, to) =>
      keepWatching(() => makeInformer(config, path, list), {
        gone: () => {},
        clear: () => {},
        ...to,
        ...health.of(path),
        signal,
      });

    await Promise.all([
      watch<V1Node>(
        '/api/v1/nodes',
        () => api.listNode(),
        both({ seen: (node) => picture.node(node), gone: (node) => picture.nodeGone(node) }, rainbond?.nodes),
      ),
      ...[...namespaces].flatMap((namespace) => {
        const own = namespace === rainbondNamespace ? rainbond : null;
        return [
          watch<V1Pod>(
            `/api/v1/namespaces/${namespace}/pods`,
            () => api.listNamespacedPod({ namespace }),
            both({ seen: (pod) => picture.pod(pod), gone: (pod) => picture.podGone(pod) }, own?.pods),
          ),
          watch<CoreV1Event>(
            `/api/v1/namespaces/${namespace}/events`,
            () => api.listNamespacedEvent({ namespace }),
            both({ seen: (event) => picture.event(event) }, own?.events),
          ),
        ];
      }),
      ...(rainbond ? [watchRainbond(config, rainbond, watch, signal)] : []),
    ]);
  } finally {
    await local.close();
  }
}

/** One watch for two who want to know. */
function both<T>(first: Seen<T>, second: Seen<T> | undefined): Seen<T> {
  return {
    seen: (object) => {
      first.seen(object);
      second?.seen(object);
    },
    gone: (object) => {
      first.gone?.(object);
      second?.gone?.(object);
    },
  };
}

/** Watching is only said when every watch works; `allListed` is called once, before. */
class Health {
  readonly #picture: ClusterPicture;
  readonly #allListed: () => void;
  readonly #working = new Map<string, boolean>();
  readonly #unlisted = new Set<string>();

  constructor(picture: ClusterPicture, allListed: () => void) {
    this.#picture = picture;
    this.#allListed = allListed;
  }

  of(path: string): Pick<KeepOptions<KubernetesObject>, 'health' | 'listed'> {
    this.#working.set(path, false);
    this.#unlisted.add(path);
    return {
      health: (works) => {
        this.#working.set(path, works);
        this.#picture.watching([...this.#working.values()].every(Boolean));
      },
      listed: () => {
        if (this.#unlisted.delete(path) && this.#unlisted.size === 0) this.#allListed();
      },
    };
  }
}

type KeepOptions<T extends KubernetesObject> = {
  seen: (object: T) => void;
  gone: (object: T) => void;
  clear: () => void;
  health: (works: boolean) => void;
  /** The list is known: it came, or the API said that there is none or none for this login. Before `health`. */
  listed?: () => void;
  signal: AbortSignal;
};

/** One informer, which tells errors and stops: it is started again, later each time, until the signal. */
export async function keepWatching<T extends KubernetesObject>(
  make: () => ReturnType<typeof makeInformer<T>>,
  options: KeepOptions<T>,
): Promise<void> {
  const { seen, gone, clear, health, listed = () => {}, signal } = options;
  const informer = make();
  let pause = pauseMs.first;
  let failed = () => {};
  for (const verb of ['add', 'update'] as const)
    informer.on(verb, (object) => {
      pause = pauseMs.first;
      seen(object);
    });
  informer.on('delete', gone);
  let status = 0;
  informer.on('error', (error) => {
    status = statusOf(error);
    failed();
  });
  while (!signal.aborted) {
    const broken = new Promise<void>((resolve) => {
      // Each start has its own; a watch of days is started some thousand times.
      const end = () => {
        signal.removeEventListener('abort', end);
        resolve();
      };
      failed = end;
      signal.addEventListener('abort', end, { once: true });
    });
    let refused = false;
    status = 0;
    const watched = broken.then(() => {
      refused = true;
    });
    await informer.start().catch(() => failed());
    // An error of the first list was told before start() returned.
    await Promise.resolve();
    if (!refused) {
      listed();
      health(true);
    }
    await watched;
    if (signal.aborted) break;
    // The API answered: it doesn't have this kind, or not any more.
    const missing = status === 404;
    if (missing || status === 403) listed();
    health(missing);
    if (missing) clear();
    await sleep(missing ? pauseMs.missing : pause, undefined, { signal }).catch(() => {});
    if (missing) continue;
    pause = Math.min(pause * 2, pauseMs.longest);
  }
  await informer.stop();
}

/** HTTP's; of a list it is told as `code`, of a watch as `statusCode`. 0 when nobody answered. */
function statusOf(error: unknown): number {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  return [code, statusCode].find((each) => typeof each === 'number') ?? 0;
}
