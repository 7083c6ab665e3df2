import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiClient } from './api-client';
import { FakeApi } from './fake-api';
import { readCluster } from './read-cluster';

const etcdPods = '/api/v1/namespaces/kube-system/pods';
let server: FakeApi;
let api: ApiClient;
beforeEach(async () => {
  server = await FakeApi.open();
  server.answer('/version', { gitVersion: 'v1.30.4+rke2r1' });
  server.list(etcdPods);
  api = await ApiClient.open({ kubeconfig: server.kubeconfig() });
});
afterEach(async () => {
  await api.close();
  server.close();
});

const node = (name: string, labels: object, more: { spec?: object; status?: object } = {}) => ({
  metadata: { name, labels },
  ...more,
});

test('RKE2 says by labels who serves the API and who etcd', async () => {
  server.relist('/api/v1/nodes', [
    node(
      'a',
      {
        'node-role.kubernetes.io/control-plane': 'true',
        'node-role.kubernetes.io/etcd': 'true',
        'topology.kubernetes.io/zone': 'east',
        'kubernetes.io/os': 'linux',
      },
      {
        spec: { taints: [{ key: 'CriticalAddonsOnly', value: 'true', effect: 'NoExecute' }] },
        status: {
          addresses: [
            { type: 'Hostname', address: 'a' },
            { type: 'InternalIP', address: '10.0.0.1' },
            { type: 'ExternalIP', address: '203.0.113.1' },
          ],
        },
      },
    ),
    node('b', {}),
  ]);
  expect(await readCluster(api)).toEqual({
    version: 'v1.30.4+rke2r1',
    nodes: [
      {
        name: 'a',
        internalAddress: '10.0.0.1',
        externalAddress: '203.0.113.1',
        roles: ['control-plane', 'etcd'],
        taints: [{ key: 'CriticalAddonsOnly', value: 'true', effect: 'NoExecute' }],
        zone: 'east',
        os: 'linux',
      },
      { name: 'b', internalAddress: '', externalAddress: '', roles: [], taints: [], zone: '', os: '' },
    ],
  });
});

test('kubeadm says it by the static pods of etcd', async () => {
  server.relist('/api/v1/nodes', [
    node('a', { 'node-role.kubernetes.io/control-plane': '' }),
    node('b', { 'node-role.kubernetes.io/master': '' }),
  ]);
  server.relist(etcdPods, [{ spec: { nodeName: 'a' } }]);
  expect((await readCluster(api)).nodes.map(({ roles }) => roles)).toEqual([
    ['control-plane', 'etcd'],
    ['control-plane'],
  ]);
});

test('who may not look at pods still learns of the nodes', async () => {
  server.relist('/api/v1/nodes', [node('a', { 'node-role.kubernetes.io/control-plane': '' })]);
  server.answer(etcdPods, { status: 403, message: 'pods is forbidden' });
  expect((await readCluster(api)).nodes.map(({ roles }) => roles)).toEqual([['control-plane']]);
});

test('who may not look at nodes learns why not', async () => {
  server.answer('/api/v1/nodes', { status: 403, message: 'nodes is forbidden: User "dev" cannot list' });
  await expect(readCluster(api)).rejects.toMatchObject({ code: 'forbidden' });
});
