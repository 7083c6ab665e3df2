import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { CoreV1Api, type KubernetesObject, type ListPromise, makeInformer } from '@kubernetes/client-node';
import { ClusterPicture, type ClusterSink } from './cluster-picture';
import { throughTunnel } from './through-tunnel';
import { openTunnel } from './tunnel';

const pauseMs = { first: 500, longest: 5_000 };

export type WatchOptions = {
  kubeconfig: string;
  /** A byte stream to the API server. */
  tunnel: () => Promise<Duplex>;
  /** Whose pods and events are watched. */
  namespaces: string[];
  sink: ClusterSink;
  signal: AbortSignal;
};

/**
 * Watches nodes, and pods and events of some namespaces, until the signal. Never rejects because the cluster can't be
 * asked: then the picture says `watching: false`, and it is tried again. Rejects for a kubeconfig that isn't one.
 */
export async function watchCluster({ kubeconfig, tunnel, namespaces, sink, signal }: WatchOptions): Promise<void> {
  if (signal.aborted) return;
  const local = await openTunnel(tunnel);
  try {
    const config = throughTunnel(kubeconfig, local.port);
    const api = config.makeApiClient(CoreV1Api);
    const picture = new ClusterPicture(sink, Date.now());
    const health = new Health(picture);
    const watch = <T extends KubernetesObject>(
      path: string,
      list: ListPromise<T>,
      seen: (object: T) => void,
      gone: (object: T) => void = () => {},
    ) => keepWatching(() => makeInformer(config, path, list), { seen, gone, health: health.of(path), signal });

    await Promise.all([
      watch(
        '/api/v1/nodes',
        () => api.listNode(),
        (node) => picture.node(node),
        (node) => picture.nodeGone(node),
      ),
      ...namespaces.flatMap((namespace) => [
        watch(
          `/api/v1/namespaces/${namespace}/pods`,
          () => api.listNamespacedPod({ namespace }),
          (pod) => picture.pod(pod),
          (pod) => picture.podGone(pod),
        ),
        watch(
          `/api/v1/namespaces/${namespace}/events`,
          () => api.listNamespacedEvent({ namespace }),
          (event) => picture.event(event),
        ),
      ]),
    ]);
  } finally {
    await local.close();
  }
}

/** Watching is only said when every watch works. */
class Health {
  readonly #picture: ClusterPicture;
  readonly #working = new Map<string, boolean>();

  constructor(picture: ClusterPicture) {
    this.#picture = picture;
  }

  of(path: string): (works: boolean) => void {
    this.#working.set(path, false);
    return (works) => {
      this.#working.set(path, works);
      this.#picture.watching([...this.#working.values()].every(Boolean));
    };
  }
}

/** One informer, which tells errors and stops: it is started again, later each time, until the signal. */
async function keepWatching<T extends KubernetesObject>(
  make: () => ReturnType<typeof makeInformer<T>>,
  options: {
    seen: (object: T) => void;
    gone: (object: T) => void;
    health: (works: boolean) => void;
    signal: AbortSignal;
  },
): Promise<void> {
  const { seen, gone, health, signal } = options;
  const informer = make();
  let pause = pauseMs.first;
  let failed = () => {};
  for (const verb of ['add', 'update'] as const)
    informer.on(verb, (object) => {
      pause = pauseMs.first;
      seen(object);
    });
  informer.on('delete', gone);
  informer.on('error', () => failed());
  while (!signal.aborted) {
    const broken = new Promise<void>((resolve) => {
      failed = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    let refused = false;
    const watched = broken.then(() => {
      refused = true;
    });
    await informer.start().catch(() => failed());
    // An error of the first list was told before start() returned.
    await Promise.resolve();
    if (!refused) health(true);
    await watched;
    if (signal.aborted) break;
    health(false);
    await sleep(pause, undefined, { signal }).catch(() => {});
    pause = Math.min(pause * 2, pauseMs.longest);
  }
  await informer.stop();
}
