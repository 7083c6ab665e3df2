import type { V1PersistentVolume, V1PersistentVolumeClaim, V1StorageClass } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import type { Plan } from '@/lib/plan/schema';
import { clusterContext, podOn, said } from './testing';

const context = (shared = true) =>
  clusterContext((plan: Plan) => {
    plan.storage = { kind: 'storage-class', name: 'shared', shared, declared: '' };
  });
const ofClass = (provisioner: string, change: Partial<V1StorageClass> = {}): V1StorageClass => ({
  metadata: { name: 'shared' },
  provisioner,
  ...change,
});
const nfs = 'cluster.local/nfs-subdir-external-provisioner';
const volume = (modes: string[], change: Partial<V1PersistentVolume> = {}): V1PersistentVolume => ({
  metadata: { name: 'pv', annotations: { 'pv.kubernetes.io/provisioned-by': nfs } },
  spec: { storageClassName: 'shared', accessModes: modes },
  status: { phase: 'Bound' },
  ...change,
});
const provisioner = (ready = true) => {
  const pod = podOn('node-1', 'nfs', {
    containers: [{ name: 'main', env: [{ name: 'PROVISIONER_NAME', value: nfs }] }],
  });
  return ready ? pod : { ...pod, status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] } };
};

test('cluster.storageclass: there, and not there', () => {
  expect(said('cluster.storageclass', { storageClasses: [ofClass(nfs)] }, context())).toMatchObject({
    state: 'passed',
  });
  const other = ofClass(nfs, { metadata: { name: 'other' } });
  expect(said('cluster.storageclass', { storageClasses: [other] }, context())).toMatchObject({
    severity: 'block',
    values: { needed: 'shared', found: 'other' },
  });
});

test('cluster.provisioner: its pod runs, isn’t ready, or isn’t there', () => {
  const storageClasses = [ofClass(nfs)];
  expect(said('cluster.provisioner', { storageClasses, pods: [provisioner()] }, context())).toMatchObject({
    state: 'passed',
  });
  expect(said('cluster.provisioner', { storageClasses, pods: [provisioner(false)] }, context())).toMatchObject({
    severity: 'block',
    values: { problem: 'notReady', pods: 'default/nfs' },
  });
  expect(said('cluster.provisioner', { storageClasses }, context())).toMatchObject({
    severity: 'warn',
    values: { problem: 'nobody' },
  });
  expect(said('cluster.provisioner', { storageClasses, volumes: [volume([])] }, context())).toMatchObject({
    severity: 'info',
    values: { problem: 'unseen', made: 1 },
  });
  expect(said('cluster.provisioner', {}, context())).toMatchObject({ state: 'not-run', reason: 'depends' });
});

test('cluster.provisioner: local-path is known by its image, a CSI driver by its argument', () => {
  const image = podOn('node-1', 'lp', {
    containers: [{ name: 'main', image: 'rancher/local-path-provisioner:v0.0.30' }],
  });
  const storageClasses = [ofClass('rancher.io/local-path')];
  expect(said('cluster.provisioner', { storageClasses, pods: [image] }, context())).toMatchObject({ state: 'passed' });
  const csi = podOn('node-1', 'csi', { containers: [{ name: 'main', args: ['--drivername=nfs.csi.k8s.io'] }] });
  expect(
    said('cluster.provisioner', { storageClasses: [ofClass('nfs.csi.k8s.io')], pods: [csi] }, context()),
  ).toMatchObject({ state: 'passed' });
});

test('cluster.provisioner: a claim that has waited for minutes, unless it waits for its pod', () => {
  const claim: V1PersistentVolumeClaim = {
    metadata: { name: 'data', creationTimestamp: new Date(Date.now() - 600_000) },
    spec: { storageClassName: 'shared' },
    status: { phase: 'Pending' },
  };
  const parts = { pods: [provisioner()], claims: [claim] };
  expect(said('cluster.provisioner', { ...parts, storageClasses: [ofClass(nfs)] }, context())).toMatchObject({
    severity: 'block',
    values: { problem: 'waiting', waiting: 1 },
  });
  const later = ofClass(nfs, { volumeBindingMode: 'WaitForFirstConsumer' });
  expect(said('cluster.provisioner', { ...parts, storageClasses: [later] }, context())).toMatchObject({
    state: 'passed',
  });
});

test('cluster.provisioner: volumes that are made by hand are counted, those that are taken aside', () => {
  const byHand = ofClass('kubernetes.io/no-provisioner');
  const volumes = [volume([]), volume([], { status: { phase: 'Available' } })];
  expect(said('cluster.provisioner', { storageClasses: [byHand], volumes }, context())).toMatchObject({
    severity: 'warn',
    values: { problem: 'byHand', made: 1 },
  });
});

test.each([
  [nfs, [], 'passed', 'shared'],
  ['rook-ceph.rbd.csi.ceph.com', [], 'block', 'single'],
  ['rancher.io/local-path', [], 'warn', 'unknown'],
  ['rancher.io/local-path', [volume(['ReadWriteMany'])], 'passed', 'bound'],
  ['rancher.io/local-path', [volume(['ReadWriteMany'], { status: { phase: 'Released' } })], 'warn', 'unknown'],
])('cluster.shared: %s with %j', (name, volumes, word, known) => {
  const outcome = said('cluster.shared', { storageClasses: [ofClass(name)], volumes }, context());
  expect(outcome.state === 'finding' ? outcome.severity : outcome.state).toBe(word);
  expect(outcome.values).toMatchObject({ known });
});

test('cluster.shared: a plan that wants no shared volumes doesn’t ask', () => {
  expect(() => said('cluster.shared', {}, context(false))).toThrow('doesn’t concern');
});

test('cluster.default-class: one, none, two', () => {
  const standard = (name: string) =>
    ofClass(nfs, { metadata: { name, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } });
  expect(said('cluster.default-class', { storageClasses: [standard('a'), ofClass(nfs)] })).toMatchObject({
    state: 'passed',
  });
  expect(said('cluster.default-class', { storageClasses: [ofClass(nfs)] })).toMatchObject({
    severity: 'info',
    values: { count: 0 },
  });
  expect(said('cluster.default-class', { storageClasses: [standard('a'), standard('b')] })).toMatchObject({
    severity: 'warn',
    values: { found: 'a, b' },
  });
});
