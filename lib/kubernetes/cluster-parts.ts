import type {
  V1APIService,
  V1ClusterRoleBinding,
  V1CustomResourceDefinition,
  V1MutatingWebhookConfiguration,
  V1Namespace,
  V1Node,
  V1ObjectMeta,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1StorageClass,
  VersionInfo,
} from '@kubernetes/client-node';
import type { ApiClient, AskOptions } from './api-client';
import { type Permission, permissionsOf } from './permissions';

/** What checks read of a cluster, each part by one question or two. Secrets are listed by name only. */
export type ClusterParts = {
  version: VersionInfo;
  nodes: V1Node[];
  pods: V1Pod[];
  namespaces: V1Namespace[];
  storageClasses: V1StorageClass[];
  volumes: V1PersistentVolume[];
  claims: V1PersistentVolumeClaim[];
  crds: Named[];
  clusterRoleBindings: V1ClusterRoleBinding[];
  webhooks: (V1MutatingWebhookConfiguration & { kind: string })[];
  apiServices: V1APIService[];
  /** Releases of helm in Rainbond's namespace. */
  releases: Named[];
  /** CoreDNS's configuration; '' when there is none where distributions put it. */
  corefile: string;
  permissions: Permission[];
};
export type Named = { metadata?: V1ObjectMeta };
export type ClusterPart = keyof ClusterParts;

export const rainbondNamespace = 'rbd-system';
/** kubeadm's and K3s's, RKE2's. */
const corednsNames = ['coredns', 'rke2-coredns-rke2-coredns'];

type Readers = { [Part in ClusterPart]: (api: ApiClient, options: AskOptions) => Promise<ClusterParts[Part]> };

const rbac = '/apis/rbac.authorization.k8s.io/v1';
const admission = '/apis/admissionregistration.k8s.io/v1';

const readers: Readers = {
  version: (api, options) => api.get('/version', options),
  nodes: (api, options) => api.list('/api/v1/nodes', options),
  pods: (api, options) => api.list('/api/v1/pods', options),
  namespaces: (api, options) => api.list('/api/v1/namespaces', options),
  storageClasses: (api, options) => api.list('/apis/storage.k8s.io/v1/storageclasses', options),
  volumes: (api, options) => api.list('/api/v1/persistentvolumes', options),
  claims: (api, options) => api.list('/api/v1/persistentvolumeclaims', options),
  crds: (api, options) =>
    api.list<V1CustomResourceDefinition>('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      ...options,
      metadataOnly: true,
    }),
  clusterRoleBindings: (api, options) => api.list(`${rbac}/clusterrolebindings`, options),
  webhooks: async (api, options) => {
    const kinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
    const lists = await Promise.all(
      kinds.map((kind) => api.list<V1MutatingWebhookConfiguration>(`${admission}/${kind.toLowerCase()}s`, options)),
    );
    return lists.flatMap((list, index) => list.map((each) => ({ ...each, kind: kinds[index] ?? '' })));
  },
  apiServices: (api, options) => api.list('/apis/apiregistration.k8s.io/v1/apiservices', options),
  releases: (api, options) =>
    api.list(`/api/v1/namespaces/${rainbondNamespace}/secrets`, {
      ...options,
      // The release holds passwords of its values: names and labels say enough.
      metadataOnly: true,
      query: { labelSelector: 'owner=helm' },
    }),
  corefile: async (api, options) => {
    for (const name of corednsNames) {
      const at = `/api/v1/namespaces/kube-system/configmaps/${name}`;
      const map = await api.find<{ data?: Record<string, string> }>(at, options);
      if (map) return map.data?.Corefile ?? '';
    }
    return '';
  },
  permissions: permissionsOf,
};

/** @throws KubernetesApiError */
export function readPart<Part extends ClusterPart>(
  api: ApiClient,
  part: Part,
  options: AskOptions = {},
): Promise<ClusterParts[Part]> {
  return readers[part](api, options);
}
