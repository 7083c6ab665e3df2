import type { V1ConfigMap } from '@kubernetes/client-node';
import { HostError } from '@/lib/hosts/error';
import type { ApiClient, AskOptions } from '@/lib/kubernetes/api-client';
import { KubernetesApiError } from '@/lib/kubernetes/api-error';
import { amount } from '@/lib/kubernetes/pod-requests';
import { askCluster } from './open-reader';

export type InventoryClaim = {
  name: string;
  /** What it asks for; null when it doesn't say. */
  bytes: number | null;
  storageClass: string;
  /** Its volume stays. */
  kept: boolean;
};

/** What an uninstall of Rainbond would delete, as the API says it just now. */
export type Inventory = {
  /** Revision of the helm release; '' when helm knows none. */
  release: string;
  /** Whether there is a namespace rbd-system. */
  namespace: boolean;
  pods: number;
  claims: InventoryClaim[];
  crds: string[];
  webhooks: string[];
  clusterRoles: string[];
  /** `node key`: annotations and labels of rainbond.io. */
  marks: string[];
  /** Names that Slipway's block in CoreDNS answers. */
  dns: string[];
};

export type InventoryReading = { ok: true; inventory: Inventory } | { ok: false; problem: string };

type Item = {
  metadata: { name: string; annotations?: Record<string, string>; labels?: Record<string, string> };
  spec?: {
    storageClassName?: string;
    volumeName?: string;
    resources?: { requests?: Record<string, string> };
    persistentVolumeReclaimPolicy?: string;
  };
  webhooks?: { clientConfig?: { service?: { namespace?: string } } }[];
};

const deadlineMs = 15_000;

/** Asks the plan's cluster; `ok` false when it can't be asked: then nobody knows what is there. */
export async function readInventory(planId: string): Promise<InventoryReading> {
  try {
    const inventory = await askCluster(planId, inventoryOf);
    return inventory ? { ok: true, inventory } : { ok: false, problem: '' };
  } catch (error) {
    if (error instanceof HostError) return { ok: false, problem: `${error.values.host ?? ''}: ${error.code}` };
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** @throws KubernetesApiError */
export async function inventoryOf(api: ApiClient): Promise<Inventory> {
  /** None where there is no such kind. */
  const items = async (path: string, options: AskOptions = {}): Promise<Item[]> => {
    try {
      return await api.list<Item>(path, { ...options, deadlineMs });
    } catch (error) {
      if (error instanceof KubernetesApiError && error.code === 'not-found') return [];
      throw error;
    }
  };
  const space = '/api/v1/namespaces/rbd-system';
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const hooks = '/apis/admissionregistration.k8s.io/v1';
  const [namespace, records, pods, claims, volumes, crds, roles, bindings, validating, mutating, nodes, coredns] =
    await Promise.all([
      api.find(space, { deadlineMs }),
      items(`${space}/secrets`, {
        // The release holds passwords of its values: names and labels say enough.
        metadataOnly: true,
        query: { labelSelector: 'owner=helm,name=rainbond' },
      }),
      items(`${space}/pods`),
      items(`${space}/persistentvolumeclaims`),
      items('/api/v1/persistentvolumes'),
      items('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', { metadataOnly: true }),
      items(`${rbac}/clusterroles`),
      items(`${rbac}/clusterrolebindings`),
      items(`${hooks}/validatingwebhookconfigurations`),
      items(`${hooks}/mutatingwebhookconfigurations`),
      items('/api/v1/nodes'),
      api.find<V1ConfigMap>('/api/v1/namespaces/kube-system/configmaps/coredns', { deadlineMs }),
    ]);
  const names = (from: Item[]) => from.map(({ metadata }) => metadata.name).toSorted();
  const own = ({ metadata: { annotations = {} } }: Item) =>
    annotations['meta.helm.sh/release-name'] === 'rainbond' &&
    annotations['meta.helm.sh/release-namespace'] === 'rbd-system';
  const kept = (claim: Item) =>
    volumes.find(({ metadata }) => metadata.name === claim.spec?.volumeName)?.spec?.persistentVolumeReclaimPolicy ===
    'Retain';
  const revisions = records.map(({ metadata }) => Number(metadata.labels?.version ?? 0));
  return {
    release: revisions.length > 0 ? String(Math.max(...revisions)) : '',
    namespace: namespace !== null,
    pods: pods.length,
    claims: claims.map((claim) => ({
      name: claim.metadata.name,
      bytes: amount(claim.spec?.resources?.requests?.storage) || null,
      storageClass: claim.spec?.storageClassName ?? '',
      kept: kept(claim),
    })),
    crds: names(crds).filter((name) => name.endsWith('.rainbond.io')),
    webhooks: names(
      [...validating, ...mutating].filter(({ webhooks = [] }) =>
        webhooks.some(({ clientConfig }) => clientConfig?.service?.namespace === 'rbd-system'),
      ),
    ),
    clusterRoles: names([...roles, ...bindings].filter(own)),
    marks: nodes.flatMap(({ metadata: { name, annotations = {}, labels = {} } }) =>
      [...Object.keys(annotations), ...Object.keys(labels)]
        .filter((key) => key.startsWith('rainbond.io/'))
        .map((key) => `${name} ${key}`),
    ),
    dns: [...(coredns?.data?.Corefile ?? '').matchAll(/# slipway: (\S+) ->/g)].map(([, name = '']) => name),
  };
}
