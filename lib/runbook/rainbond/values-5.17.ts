import { missingForHa } from '@/lib/plan/rainbond-ha';
import { installVersionOf } from '@/lib/plan/rainbond-images';
import { storageClassOf } from '@/lib/plan/storage-class';
import type { Document } from '../overridden-file';
import { etcdEndpoints, etcdSecretName } from './etcd';
import type { RainbondTarget } from './target';
import { databasesOf, imageHubOf, placesOf } from './values-common';

/** RKE2 and K3s keep containerd's socket there; the chart mounts it by this switch. */
const k3sFolder = '/run/k3s/containerd';

/**
 * Values of chart `rainbond/rainbond-cluster` 5.17. `enableHA` is said outright: the old installer's rule (more than three nodes) left
 * three nodes without it. The chart's own environment check pings the Internet and asks what preflight has asked: it is off.
 */
export function valuesOf5(target: RainbondTarget): Document {
  const { plan, rainbond } = target;
  const storage = storageClassOf(plan);
  const endpoints = etcdEndpoints(target);
  return {
    useK3sContainerd: target.containerdRuntimePath.includes(k3sFolder),
    operator: {
      env: [{ name: 'CONTAINER_RUNTIME', value: 'containerd' }],
      image: { name: `${rainbond.imageRepository}/rainbond-operator`, tag: installVersionOf(rainbond) },
    },
    Cluster: {
      enableHA: rainbond.kind === '5.17' && rainbond.enableHA && missingForHa(plan).length === 0,
      enableEnvCheck: false,
      imageHub: imageHubOf(target),
      etcd: endpoints.length > 0 ? { enable: true, endpoints, secretName: etcdSecretName } : { enable: false },
      RWX: storage?.shared
        ? { enable: true, type: 'none', config: { storageClassName: storage.name } }
        : { enable: false },
      RWO: storage ? { enable: true, storageClassName: storage.name } : { enable: false },
      ...databasesOf(target),
      ...placesOf(target),
    },
    Component: { rbd_app_ui: { enable: rainbond.console } },
  };
}
