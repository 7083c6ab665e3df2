import { expect, test } from 'vitest';
import { hostsOfNodes } from './hosts-of-nodes';
import { sampleNode } from './testing/cluster-plans';

const tainted = [{ key: 'node-role.kubernetes.io/control-plane', value: '', effect: 'NoSchedule' }];
const worker = { roles: [] };

test('three nodes that serve everything have every role', () => {
  const roles = hostsOfNodes([1, 2, 3].map((number) => sampleNode(number))).map((host) => host.roles);
  expect(roles).toEqual(Array(3).fill(['control-plane', 'etcd', 'worker', 'gateway', 'build']));
});

test('a tainted control plane is no worker, and no gateway', () => {
  const hosts = hostsOfNodes([sampleNode(1, { taints: tainted }), sampleNode(2, worker)]);
  expect(hosts.map((host) => host.roles)).toEqual([
    ['control-plane', 'etcd'],
    ['worker', 'gateway', 'build'],
  ]);
});

test('a node that is being drained stays a worker: that taint goes again', () => {
  const taints = [{ key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' }];
  expect(hostsOfNodes([sampleNode(1, { ...worker, taints })])[0]?.roles).toContain('worker');
});

test('gateways are the first three workers, of different zones where there are some', () => {
  const zones = ['a', 'a', 'b', 'c'];
  const hosts = hostsOfNodes(zones.map((zone, index) => sampleNode(index + 1, { ...worker, zone })));
  expect(hosts.filter(({ roles }) => roles.includes('gateway')).map(({ name }) => name)).toEqual([
    'node-1',
    'node-3',
    'node-4',
  ]);
  expect(hosts[2]).toMatchObject({ name: 'node-3', failureDomain: 'b' });
});

test('the console goes to the external address, nodes to the internal one; how to sign in is not known', () => {
  const [outside, inside] = hostsOfNodes([sampleNode(1, { externalAddress: '203.0.113.7' }), sampleNode(2)]);
  expect(outside).toMatchObject({ address: '203.0.113.7', internalAddress: '10.0.0.11' });
  expect(inside).toMatchObject({ address: '10.0.0.12', internalAddress: '', ssh: { credential: '' } });
});

test('a Windows node is left out', () => {
  expect(hostsOfNodes([sampleNode(1, { os: 'windows' })])).toEqual([]);
});
