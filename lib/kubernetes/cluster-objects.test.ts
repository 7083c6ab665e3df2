import type { V1Node, V1PersistentVolumeClaim, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { ClusterObjects } from './cluster-objects';
import { amount, podRequests } from './pod-requests';

const node = (change: Partial<V1Node['spec']> = {}): V1Node => ({
  metadata: { name: 'n1' },
  spec: change,
  status: { allocatable: { cpu: '3500m', memory: '8Gi' }, conditions: [{ type: 'Ready', status: 'True' }] },
});
const pod = (name: string, change: Partial<V1Pod['spec']> = {}, phase = 'Running'): V1Pod => ({
  metadata: { name, namespace: 'a' },
  spec: {
    nodeName: 'n1',
    containers: [{ name: 'c', resources: { requests: { cpu: '250m', memory: '64Mi' } } }],
    ...change,
  },
  status: { phase, conditions: [{ type: 'Ready', status: 'True' }] },
});

it.each([
  ['100m', 0.1],
  ['2', 2],
  ['1Gi', 2 ** 30],
  ['500M', 5e8],
  ['1e3', 1000],
  ['1500000n', 0.0015],
  ['lots', 0],
  [undefined, 0],
])('%s is %d', (text, expected) => {
  expect(amount(text)).toBeCloseTo(expected);
});

it('a pod asks for its containers, or for an init container that asks for more', () => {
  const ask = (cpu: string) => ({ resources: { requests: { cpu } } });
  const containers = [
    { name: 'a', ...ask('200m') },
    { name: 'b', ...ask('300m') },
  ];
  expect(podRequests(pod('p', { containers })).cpu).toBeCloseTo(0.5);
  expect(podRequests(pod('p', { containers, initContainers: [{ name: 'i', ...ask('2') }] })).cpu).toBe(2);
  const sidecar = { name: 's', restartPolicy: 'Always', ...ask('1') };
  expect(podRequests(pod('p', { containers, initContainers: [sidecar] })).cpu).toBeCloseTo(1.5);
  expect(podRequests(pod('p', { containers, overhead: { cpu: '100m' } })).cpu).toBeCloseTo(0.6);
});

describe('what is seen of a cluster', () => {
  it('sums what pods ask of their node, without those that are over or gone', () => {
    const objects = new ClusterObjects();
    objects.node(node());
    for (const name of ['p1', 'p2', 'p3']) objects.pod(pod(name));
    objects.pod(pod('job', {}, 'Succeeded'));
    objects.podGone(pod('p3'));
    expect(objects.reading().nodes).toMatchObject([
      { name: 'n1', ready: 'ready', cpu: { asked: 0.5, of: 3.5 }, memory: { asked: 2 ** 27, of: 2 ** 33 }, pods: 2 },
    ]);
  });

  it('a cordoned or tainted node takes no pods; one that only lost touch is told by its readiness', () => {
    const schedulable = (spec: Partial<V1Node['spec']>) => {
      const objects = new ClusterObjects();
      objects.node(node(spec));
      return objects.reading().nodes[0]?.schedulable;
    };
    expect(schedulable({})).toBe(true);
    expect(schedulable({ unschedulable: true })).toBe(false);
    expect(schedulable({ taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] })).toBe(
      false,
    );
    expect(schedulable({ taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }] })).toBe(true);
  });

  it('an unbound claim is missed only when a pod wants it', () => {
    const objects = new ClusterObjects();
    const claim = (name: string): V1PersistentVolumeClaim => ({
      metadata: { name, namespace: 'a' },
      spec: { storageClassName: 'x' },
      status: { phase: 'Pending' },
    });
    objects.claim(claim('wanted'));
    objects.claim(claim('idle'));
    objects.pod(pod('p', { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'wanted' } }] }, 'Pending'));
    expect(objects.reading().claims.map(({ name, wanted }) => [name, wanted])).toEqual([
      ['wanted', true],
      ['idle', false],
    ]);
    expect(objects.reading().withClaims).toEqual({ ready: 1, of: 1 });
  });
});
