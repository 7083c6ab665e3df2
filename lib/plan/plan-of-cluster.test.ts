import { expect, test } from 'vitest';
import { planOfCluster } from './plan-of-cluster';
import { planSchema } from './schema';
import { sampleCluster, sampleNode } from './testing/cluster-plans';

test('a plan of a cluster keeps its version and installs nothing of it', () => {
  const plan = planOfCluster({ name: 'old', cluster: sampleCluster(), kubeconfig: 'id' });
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
  const plan = planOfCluster({ name: 'old', cluster: sampleCluster(), kubeconfig: 'id', through });
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
  const plan = planOfCluster({ name: 'old', cluster: sampleCluster({ nodes }), kubeconfig: 'id' });
  expect(plan.domains.map(({ name }) => name)).toEqual(['b', 'a']);
});
