import type { ExternalNfs } from '@/lib/plan/provisioner-image';
import type { RainbondTarget } from '../rainbond/target';

/** What the steps of an external NFS server are made from, on a cluster of this run and on one that exists. */
export type NfsTarget = Pick<RainbondTarget, 'runner'> & {
  storage: ExternalNfs;
  /** The provisioner's. */
  image: string;
  /** With `sh`: for the proof where nodes have nothing better (`probe_image`). */
  probeImage: string;
  /** Steps that come before the provisioner. */
  needs: string[];
};
