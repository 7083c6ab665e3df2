import {
  CoreV1Api,
  type KubeConfig,
  type KubernetesObject,
  type ListPromise,
  makeInformer,
  StorageV1Api,
} from '@kubernetes/client-node';
import { ClusterObjects } from './cluster-objects';
import type { ObjectsReading } from './objects-reading';
import { keepWatching } from './watch-cluster';

export type WatchObjectsOptions = {
  config: KubeConfig;
  signal: AbortSignal;
  /** At most this often, milliseconds; 500. */
  everyMs?: number;
  /** What there is now. Not before everything was listed once. */
  changed: (objects: ObjectsReading) => void;
  /** Something can't be watched; `changed` comes when it can be again. */
  away: () => void;
};

/** Watches nodes, pods, claims and storage classes of a cluster until the signal. */
export async function watchObjects({
  config,
  signal,
  everyMs = 500,
  changed,
  away,
}: WatchObjectsOptions): Promise<void> {
  const core = config.makeApiClient(CoreV1Api);
  const storage = config.makeApiClient(StorageV1Api);
  const objects = new ClusterObjects();
  const working = new Map<string, boolean>();
  let timer: NodeJS.Timeout | null = null;
  const show = () => {
    timer ??= setTimeout(() => {
      timer = null;
      if (!signal.aborted && [...working.values()].every(Boolean)) changed(objects.reading());
    }, everyMs);
  };
  const watch = <T extends KubernetesObject>(
    path: string,
    list: ListPromise<T>,
    seen: (object: T) => void,
    gone: (object: T) => void,
  ) => {
    working.set(path, false);
    const shown = (change: (object: T) => void) => (object: T) => {
      change(object);
      show();
    };
    const health = (works: boolean) => {
      working.set(path, works);
      if (works) show();
      else away();
    };
    return keepWatching(() => makeInformer(config, path, list), {
      seen: shown(seen),
      gone: shown(gone),
      clear: () => {},
      health,
      signal,
    });
  };
  await Promise.all([
    watch(
      '/api/v1/nodes',
      () => core.listNode(),
      (node) => objects.node(node),
      (node) => objects.nodeGone(node),
    ),
    watch(
      '/api/v1/pods',
      () => core.listPodForAllNamespaces(),
      (pod) => objects.pod(pod),
      (pod) => objects.podGone(pod),
    ),
    watch(
      '/api/v1/persistentvolumeclaims',
      () => core.listPersistentVolumeClaimForAllNamespaces(),
      (claim) => objects.claim(claim),
      (claim) => objects.claimGone(claim),
    ),
    watch(
      '/apis/storage.k8s.io/v1/storageclasses',
      () => storage.listStorageClass(),
      (one) => objects.storageClass(one),
      (one) => objects.storageClassGone(one),
    ),
  ]);
  if (timer) clearTimeout(timer);
}
