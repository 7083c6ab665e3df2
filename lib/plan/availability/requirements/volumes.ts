import type { Plan } from '../../schema';

/**
 * Where a volume of Rainbond's own components lands:
 * - host: on one host's disk (local-path), and every pod that mounts it on that host;
 * - many: on shared storage that several nodes mount at once (NFS, also for ReadWriteOnce claims);
 * - one: on shared storage that one node mounts at a time (Ceph RBD), so that one pod runs and can move.
 */
export type VolumePlace = 'host' | 'many' | 'one';

export function volumePlace({ storage, rainbond }: Plan): VolumePlace {
  // 5.17 brings its own NFS pod, 6.x only local-path.
  const builtIn = rainbond.kind === '5.17' ? 'many' : 'host';
  if (rainbond.kind === '6.x' && !rainbond.sharedVolumes) return 'host';
  switch (storage.kind) {
    case 'none':
    case 'built-in':
      return builtIn;
    case 'storage-class':
      return storage.shared ? 'many' : 'one';
    case 'external-nfs':
    case 'nfs-server':
      return 'many';
    case 'ceph':
      return 'one';
  }
}
