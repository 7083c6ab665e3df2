import type { V1Node, V1Pod, VersionInfo } from '@kubernetes/client-node';
import type { ApiClient, AskOptions } from './api-client';
import { KubernetesApiError } from './api-error';

export type ReadNode = {
  name: string;
  internalAddress: string;
  externalAddress: string;
  roles: ('control-plane' | 'etcd')[];
  taints: { key: string; value: string; effect: string }[];
  zone: string;
  os: string;
};
export type ReadCluster = { version: string; nodes: ReadNode[] };

const roleLabel = 'node-role.kubernetes.io/';
/** kubeadm before 1.20 and RKE1 called it otherwise. */
const controlPlaneLabels = ['control-plane', 'controlplane', 'master'].map((name) => roleLabel + name);

/**
 * What a plan is made of: the version, and every node with its roles. Reads nodes, and the pods of etcd where no node says that it runs one;
 * changes nothing.
 *
 * @throws KubernetesApiError
 */
export async function readCluster(api: ApiClient, options: AskOptions = {}): Promise<ReadCluster> {
  const [{ gitVersion }, nodes, members] = await Promise.all([
    api.get<VersionInfo>('/version', options),
    api.list<V1Node>('/api/v1/nodes', options),
    etcdNodes(api, options),
  ]);
  return { version: gitVersion, nodes: nodes.map((node) => readNode(node, members)) };
}

/** Nodes of etcd's static pods, as kubeadm runs them; empty where it is run otherwise, or where pods may not be read. */
async function etcdNodes(api: ApiClient, options: AskOptions): Promise<ReadonlySet<string>> {
  try {
    const query = { labelSelector: 'component=etcd,tier=control-plane' };
    const pods = await api.list<V1Pod>('/api/v1/namespaces/kube-system/pods', { ...options, query });
    return new Set(pods.flatMap(({ spec }) => spec?.nodeName ?? []));
  } catch (error) {
    // Who may not look there still gets a plan; a check of permissions says what is missing.
    if (error instanceof KubernetesApiError && error.code === 'forbidden') return new Set();
    throw error;
  }
}

export function readNode({ metadata, spec, status }: V1Node, etcd: ReadonlySet<string> = new Set()): ReadNode {
  const labels = metadata?.labels ?? {};
  const name = metadata?.name ?? '';
  const addressOf = (type: string) => status?.addresses?.find((each) => each.type === type)?.address ?? '';
  const roles: ReadNode['roles'] = [];
  if (controlPlaneLabels.some((label) => labels[label] !== undefined)) roles.push('control-plane');
  if (labels[`${roleLabel}etcd`] !== undefined || etcd.has(name)) roles.push('etcd');
  return {
    name,
    internalAddress: addressOf('InternalIP'),
    externalAddress: addressOf('ExternalIP'),
    roles,
    taints: (spec?.taints ?? []).map(({ key, value = '', effect }) => ({ key, value, effect })),
    zone: labels['topology.kubernetes.io/zone'] ?? labels['failure-domain.beta.kubernetes.io/zone'] ?? '',
    os: labels['kubernetes.io/os'] ?? status?.nodeInfo?.operatingSystem ?? '',
  };
}
