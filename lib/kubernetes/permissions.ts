import type { V1SelfSubjectAccessReview } from '@kubernetes/client-node';
import type { ApiClient, AskOptions } from './api-client';

export type Permission = { verb: string; group: string; resource: string; namespace: string; allowed: boolean };

/**
 * What putting Rainbond on a cluster takes, and watching it. The chart binds its operator to `cluster-admin`: whoever may do that, and may
 * make the objects of its own, may do the rest. Namespace '' is the whole cluster.
 */
const wanted: Omit<Permission, 'allowed'>[] = [
  { verb: 'create', group: '', resource: 'namespaces', namespace: '' },
  { verb: 'patch', group: '', resource: 'nodes', namespace: '' },
  { verb: 'create', group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions', namespace: '' },
  { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings', namespace: '' },
  { verb: 'bind', group: 'rbac.authorization.k8s.io', resource: 'clusterroles', namespace: '' },
  { verb: 'create', group: 'storage.k8s.io', resource: 'storageclasses', namespace: '' },
  { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'rbd-system' },
  { verb: 'create', group: 'batch', resource: 'jobs', namespace: 'rbd-system' },
  { verb: 'create', group: '', resource: 'secrets', namespace: 'rbd-system' },
  { verb: 'create', group: '', resource: 'configmaps', namespace: 'rbd-system' },
  { verb: 'create', group: '', resource: 'serviceaccounts', namespace: 'rbd-system' },
  { verb: 'create', group: 'rainbond.io', resource: 'rainbondclusters', namespace: 'rbd-system' },
  { verb: 'patch', group: 'rainbond.io', resource: 'rbdcomponents', namespace: 'rbd-system' },
  { verb: 'watch', group: '', resource: 'pods', namespace: 'rbd-system' },
  { verb: 'watch', group: '', resource: 'events', namespace: 'rbd-system' },
  { verb: 'watch', group: '', resource: 'nodes', namespace: '' },
];

const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/**
 * Asks the API server about each; asking changes nothing.
 *
 * @throws KubernetesApiError
 */
export function permissionsOf(api: ApiClient, options: AskOptions = {}): Promise<Permission[]> {
  return Promise.all(
    wanted.map(async (one) => {
      const { verb, group, resource, namespace } = one;
      const resourceAttributes = { verb, group, resource, ...(namespace && { namespace }) };
      const review = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes },
      };
      const { status } = await api.post<V1SelfSubjectAccessReview>(reviews, review, options);
      return { ...one, allowed: status?.allowed === true };
    }),
  );
}
