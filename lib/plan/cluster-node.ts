/** A node as its cluster tells of it. */
export type ClusterNode = {
  /** Its name in Kubernetes, which the gateways of Rainbond are told apart by. */
  name: string;
  /** InternalIP; '' when the cluster knows none. */
  internalAddress: string;
  /** ExternalIP; '' when the cluster knows none. */
  externalAddress: string;
  /** By its labels, and by the etcd that runs there. */
  roles: readonly ('control-plane' | 'etcd')[];
  taints: readonly NodeTaint[];
  /** Of `topology.kubernetes.io/zone`; '' without. */
  zone: string;
  /** `linux` or `windows`. */
  os: string;
};

export type NodeTaint = { key: string; value: string; effect: string };

/** What the console reads of a cluster to make a plan of it, or to compare a plan with it. */
export type ClusterReading = {
  /** Of the API server, with the leading v. */
  version: string;
  nodes: readonly ClusterNode[];
};

/** Taints that Kubernetes itself puts on a node while something is wrong, or while it is drained: they come and go. */
const passing = 'node.kubernetes.io/';

/** What keeps pods that tolerate nothing from a node, and will not go by itself. */
export function keepingAway(taints: readonly NodeTaint[]): NodeTaint[] {
  return taints.filter(({ key, effect }) => effect !== 'PreferNoSchedule' && !key.startsWith(passing));
}

/** As kubectl writes one. */
export const taintText = ({ key, value, effect }: NodeTaint): string =>
  value === '' ? `${key}:${effect}` : `${key}=${value}:${effect}`;
