import { storageClassOf } from '@/lib/plan/storage-class';
import type { Document } from '../overridden-file';
import type { RainbondTarget } from './target';
import { databasesOf, imageHubOf, placesOf } from './values-common';

/**
 * Values of chart `rainbond/rainbond` 6.x. Volumes are no value of the chart: the operator's STORAGE_CLASS_NAME says where those of
 * console, image hub, monitor and minio go; without it they are on local-path, each on one host.
 */
export function valuesOf6(target: RainbondTarget): Document {
  const { plan, rainbond } = target;
  const storage = storageClassOf(plan);
  const shared = rainbond.kind === '6.x' && rainbond.sharedVolumes && storage;
  return {
    ...(shared ? { operator: { env: [{ name: 'STORAGE_CLASS_NAME', value: storage.name }] } } : {}),
    Cluster: {
      imageHub: imageHubOf(target),
      ...databasesOf(target),
      ...placesOf(target),
      containerdRuntimePath: target.containerdRuntimePath,
    },
    Component: { rbd_app_ui: { enable: rainbond.console } },
  };
}
