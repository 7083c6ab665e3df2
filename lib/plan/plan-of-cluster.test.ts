import { expect, test } from 'vitest';
import { planOfCluster } from './plan-of-cluster';
import { planSchema } from './schema';
import { sampleCluster, sampleNode } from './testing/cluster-plans';

const server = { host: '10.0.0.11', port: 6443 };

test('a plan of a cluster keeps its version and installs nothing of it', () => {
  const plan = planOfCluster({ name: 'old', cluster: sampleCluster(), kubeconfig: 'id', server });
  expect(planSchema.parse(plan)).toEqual(plan);
  expect(plan.kubernetes).toMatchObject({
    distribution: 'existing',
    version: 'v1.30.4',
    cni: 'existing',
    kubeconfig: 'id',
    runner: '',
    apiThroughSsh: false,
  });
  expect(plan.entry.api.kind).toBe('host');
});

test('the node that it was read through is signed in to as it was, and helm runs there', () => {
  const through = { node: 'node-2', address: '198.51.100.2', ssh: { user: 'ops', port: 2222, credential: 'key' } };
  const plan = planOfCluster({ name: 'old', cluster: sampleCluster(), kubeconfig: 'id', server, through });
  expect(plan.kubernetes).toMatchObject({ runner: 'node-2', apiThroughSsh: true });
  expect(plan.hosts[1]).toMatchObject({
    address: '198.51.100.2',
    internalAddress: '10.0.0.12',
    ssh: { user: 'ops', port: 2222, credential: 'key' },
  });
  expect(plan.hosts[0]).toMatchObject({ address: '10.0.0.11', ssh: { credential: '' } });
});

test('zones are its failure domains', () => {
  const nodes = ['b', 'a', 'b'].map((zone, index) => sampleNode(index + 1, { zone }));
  const plan = planOfCluster({ name: 'old', cluster: sampleCluster({ nodes }), kubeconfig: 'id', server });
  expect(plan.domains.map(({ name }) => name)).toEqual(['b', 'a']);
});

test('an API at no node’s address is what its owner put before the nodes, and one on this machine’s loopback tells nothing', () => {
  const apiOf = (place: { host: string; port: number } | null) =>
    planOfCluster({ name: 'old', cluster: sampleCluster(), kubeconfig: 'id', server: place }).entry.api;
  expect(apiOf({ host: '10.0.0.100', port: 8443 })).toMatchObject({
    kind: 'load-balancer',
    address: '10.0.0.100',
    port: 8443,
  });
  expect(apiOf({ host: 'api.corp.example', port: 443 })).toMatchObject({
    kind: 'load-balancer',
    address: 'api.corp.example',
  });
  for (const host of ['10.0.0.12', 'node-1', '127.0.0.1', 'localhost', '::1'])
    expect(apiOf({ host, port: 6443 }).kind).toBe('host');
  expect(apiOf(null).kind).toBe('host');
});
