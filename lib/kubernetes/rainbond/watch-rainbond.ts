import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchV1Api,
  CoreV1Api,
  CustomObjectsApi,
  type KubeConfig,
  type KubernetesListObject,
  StorageV1Api,
} from '@kubernetes/client-node';
import type { WatchOne } from '../watch-cluster';
import { LastWords, lastBytes, lastLines } from './last-words';
import { rainbondNamespace as namespace, type RainbondCluster, type RbdComponent } from './objects';
import type { RainbondPicture } from './rainbond-picture';

/** How often what is new is looked at, milliseconds: within what a person notices, and a burst becomes one look. */
const lookEveryMs = 250;

/**
 * Watches what Rainbond is made of until the signal, and looks at it. Pods and events of `rbd-system` and nodes come
 * from the cluster's own watch. Its two own kinds don't exist before its chart does: then there is simply none of them.
 */
export async function watchRainbond(
  config: KubeConfig,
  picture: RainbondPicture,
  watch: WatchOne,
  signal: AbortSignal,
): Promise<void> {
  const core = config.makeApiClient(CoreV1Api);
  const batch = config.makeApiClient(BatchV1Api);
  const storage = config.makeApiClient(StorageV1Api);
  const custom = config.makeApiClient(CustomObjectsApi);
  const own = { group: 'rainbond.io', version: 'v1alpha1', namespace };
  const list = <T>(plural: string) => custom.listNamespacedCustomObject({ ...own, plural }) as Promise<T>;
  const path = (plural: string) => `/apis/rainbond.io/v1alpha1/namespaces/${namespace}/${plural}`;
  const words = new LastWords(async ({ pod: name, container, previous }) => {
    const log = { name, namespace, container, previous, tailLines: lastLines, limitBytes: lastBytes };
    return (await core.readNamespacedPodLog(log)) ?? '';
  }, picture.touch);
  picture.lastWords = words.said;
  await Promise.all([
    watch(
      path('rainbondclusters'),
      () => list<KubernetesListObject<RainbondCluster>>('rainbondclusters'),
      picture.clusters,
    ),
    watch(path('rbdcomponents'), () => list<KubernetesListObject<RbdComponent>>('rbdcomponents'), picture.components),
    watch(
      `/api/v1/namespaces/${namespace}/persistentvolumeclaims`,
      () => core.listNamespacedPersistentVolumeClaim({ namespace }),
      picture.claims,
    ),
    watch(`/apis/batch/v1/namespaces/${namespace}/jobs`, () => batch.listNamespacedJob({ namespace }), picture.jobs),
    watch(
      '/apis/storage.k8s.io/v1/storageclasses',
      async () => {
        const classes = await storage.listStorageClass();
        picture.classesKnown = true;
        return classes;
      },
      picture.classes,
    ),
    lookUntil(picture, words, signal),
  ]);
}

async function lookUntil(picture: RainbondPicture, words: LastWords, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    words.of(picture.pods.all);
    picture.look(Date.now());
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
  }
}
