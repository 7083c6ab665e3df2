import { expect, test } from 'vitest';
import { clusterPlan, sampleCluster, sampleNode } from './testing/cluster-plans';
import { isAsItsCluster, withCluster } from './with-cluster';

test('a plan just made of a cluster is as its cluster', () => {
  expect(isAsItsCluster(clusterPlan(), sampleCluster())).toBe(true);
});

test('version, addresses and the cluster’s own roles follow; what a person said stays', () => {
  const plan = clusterPlan(({ hosts, kubernetes }) => {
    kubernetes.runner = 'node-1';
    Object.assign(hosts[0] ?? {}, { address: 'bastion.example', internalAddress: '10.0.0.11' });
    Object.assign(hosts[0]?.ssh ?? {}, { user: 'ops', credential: 'key' });
    Object.assign(hosts[1] ?? {}, { roles: ['control-plane', 'etcd', 'worker'] });
  });
  const taints = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }];
  const cluster = sampleCluster({
    version: 'v1.31.2',
    nodes: [sampleNode(1, { internalAddress: '10.0.1.11' }), sampleNode(2, { roles: [], taints }), sampleNode(3)],
  });
  const after = withCluster(plan, cluster);
  expect(isAsItsCluster(plan, cluster)).toBe(false);
  expect(after.kubernetes).toMatchObject({ version: 'v1.31.2', runner: 'node-1' });
  expect(after.hosts[0]).toMatchObject({
    address: 'bastion.example',
    internalAddress: '10.0.1.11',
    ssh: { user: 'ops', credential: 'key' },
  });
  expect(after.hosts[1]?.roles).toEqual([]);
});

test('a node that is gone leaves the plan with what named it, a new one comes last, an NFS server stays', () => {
  const plan = clusterPlan((plan) => {
    plan.kubernetes.runner = 'node-3';
    plan.slipway.host = 'node-1';
    const [first] = plan.hosts;
    if (first) plan.hosts.push({ ...first, name: 'storage', address: '10.0.0.50', roles: ['nfs-primary'] });
  });
  const after = withCluster(plan, sampleCluster({ nodes: [1, 2, 4].map((number) => sampleNode(number)) }));
  expect(after.hosts.map(({ name }) => name)).toEqual(['node-1', 'node-2', 'storage', 'node-4']);
  expect(after.hosts[3]?.roles).toEqual(['control-plane', 'etcd', 'worker']);
  expect(after.kubernetes.runner).toBe('');
  expect(after.slipway.host).toBe('node-1');
});
