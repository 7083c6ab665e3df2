import { afterEach, beforeEach, expect, it } from 'vitest';
import { ApiClient } from '@/lib/kubernetes/api-client';
import { FakeApi } from '@/lib/kubernetes/fake-api';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { fillCluster } from './testing';
import { inventoryOf } from './uninstall-inventory';

let api: FakeApi;
let client: ApiClient;
beforeEach(async () => {
  api = await FakeApi.open();
  client = await ApiClient.open({ kubeconfig: api.kubeconfig() });
});
afterEach(async () => {
  await client.close();
  api.close();
});

it('lists what is Rainbond’s own, and nothing of others', async () => {
  fillCluster(
    api,
    samplePlan((plan) => withRainbond(plan)),
  );
  const hooks = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
  const hook = (name: string, namespace: string) => ({
    metadata: { name },
    webhooks: [{ clientConfig: { service: { namespace } } }],
  });
  api.list(hooks, hook('rainbond', 'rbd-system'), hook('cert-manager', 'cert-manager'));
  const role = (name: string, release: string) => ({
    metadata: {
      name,
      annotations: { 'meta.helm.sh/release-name': release, 'meta.helm.sh/release-namespace': 'rbd-system' },
    },
  });
  api.list('/apis/rbac.authorization.k8s.io/v1/clusterroles', role('operator', 'rainbond'), role('other', 'other'));
  const Corefile = '# slipway begin\n# slipway: *.apps.example -> 10.0.0.1\n# slipway end\n';
  api.answer('/api/v1/namespaces/kube-system/configmaps/coredns', { data: { Corefile } });
  api.list('/api/v1/namespaces/rbd-system/persistentvolumeclaims', {
    metadata: { name: 'sized', namespace: 'rbd-system' },
    spec: { resources: { requests: { storage: '10Gi' } } },
  });
  const found = await inventoryOf(client);
  expect(found).toMatchObject({
    namespace: true,
    crds: ['rainbondclusters.rainbond.io', 'rbdcomponents.rainbond.io'],
    webhooks: ['rainbond'],
    clusterRoles: ['operator'],
    dns: ['*.apps.example'],
  });
  expect(found.claims.map(({ name, bytes }) => ({ name, bytes }))).toEqual([
    { name: 'rbd-app-ui-data', bytes: null },
    { name: 'rbd-monitor', bytes: null },
    { name: 'sized', bytes: 10 * 2 ** 30 },
  ]);
});

it('finds nothing where there is no Rainbond', async () => {
  fillCluster(api, samplePlan());
  expect(await inventoryOf(client)).toMatchObject({ namespace: false, release: '', crds: [], claims: [], marks: [] });
});

it('a refusal is no empty list', async () => {
  fillCluster(api, samplePlan());
  api.answer('/api/v1/persistentvolumes', { status: 403, message: 'persistentvolumes is forbidden' });
  await expect(inventoryOf(client)).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('/api/v1/persistentvolumes'),
  });
});
