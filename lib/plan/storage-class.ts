import type { Plan } from './schema';

/**
 * The StorageClass that the plan's storage brings, or null where volumes live on one host's disk.
 *
 * `shared`: several nodes may mount one volume at the same time. NFS lets them; Ceph's block class lets one node at a
 * time; an existing class does as its owner says.
 */
export function storageClassOf({ storage }: Plan): { name: string; shared: boolean } | null {
  switch (storage.kind) {
    case 'none':
    case 'built-in':
      return null;
    case 'storage-class':
      return { name: storage.name, shared: storage.shared };
    case 'external-nfs':
    case 'nfs-server':
      return { name: storage.storageClass, shared: true };
    case 'ceph':
      return { name: storage.storageClass, shared: false };
  }
}
