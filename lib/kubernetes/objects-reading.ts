export type NodeReading = {
  name: string;
  address: string;
  ready: 'ready' | 'not-ready' | 'unknown';
  /** Pods may be placed on it: not cordoned, no taint that forbids it. */
  schedulable: boolean;
  version: string;
  controlPlane: boolean;
  /** CPUs; `asked` by the pods on it, `of` what can be asked for. */
  cpu: { asked: number; of: number };
  /** Bytes. */
  memory: { asked: number; of: number };
  pods: number;
  /** Conditions that are True beside Ready: MemoryPressure, DiskPressure, PIDPressure. */
  pressures: string[];
};

export type ClaimReading = {
  namespace: string;
  name: string;
  storageClass: string;
  bound: boolean;
  /** A running or waiting pod uses it, so that an unbound one is missed. */
  wanted: boolean;
  /** The node that its volume is on, for a class that keeps volumes on nodes; '' otherwise. */
  node: string;
};

export type ObjectsReading = {
  nodes: NodeReading[];
  claims: ClaimReading[];
  classes: { name: string; provisioner: string }[];
  /** Pods that have a claim: `ready` of them can use it. */
  withClaims: { ready: number; of: number };
  /** kube-scheduler's pods; `of` 0 where they aren't seen (a managed control plane). */
  schedulers: { ready: number; of: number };
};
