import type { V1Node } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { clusterContext, nodeAt, said } from './testing';

const node = (change: (node: V1Node) => void) => ({ nodes: [nodeAt(1, change)] });

test('node.ready: Ready, not Ready, under pressure, cordoned, and gone', () => {
  expect(said('node.ready')).toMatchObject({ state: 'passed' });
  const condition = (type: string, status: string) =>
    node(({ status: own }) => {
      const found = own?.conditions?.find((each) => each.type === type);
      if (found) Object.assign(found, { status, reason: 'KubeletNotReady', message: 'runtime is down' });
    });
  for (const status of ['False', 'Unknown'])
    expect(said('node.ready', condition('Ready', status))).toMatchObject({
      severity: 'block',
      values: { problem: 'notReady', reason: 'KubeletNotReady' },
      evidence: 'runtime is down',
    });
  expect(said('node.ready', condition('DiskPressure', 'True'))).toMatchObject({
    severity: 'block',
    values: { problem: 'pressure', pressures: 'DiskPressure' },
  });
  expect(
    said(
      'node.ready',
      node(({ spec }) => Object.assign(spec ?? {}, { unschedulable: true })),
    ),
  ).toMatchObject({
    severity: 'warn',
    values: { problem: 'cordoned' },
  });
  expect(said('node.ready', { nodes: [] })).toMatchObject({ state: 'not-run', reason: 'depends' });
  expect(
    said(
      'node.ready',
      node(({ status }) => Object.assign(status ?? {}, { conditions: [] })),
    ),
  ).toMatchObject({ state: 'not-run' });
});

test('node.hostname: the label is the node’s name, or gateways never come up', () => {
  expect(said('node.hostname')).toMatchObject({ state: 'passed' });
  const other = node(({ metadata }) =>
    Object.assign(metadata?.labels ?? {}, { 'kubernetes.io/hostname': 'ip-10-0-0-11' }),
  );
  expect(said('node.hostname', other)).toMatchObject({ severity: 'block', values: { found: 'ip-10-0-0-11' } });
});

test('node.address: the plan’s internal address is one of the node’s', () => {
  expect(said('node.address')).toMatchObject({ state: 'passed' });
  const moved = node(({ status }) =>
    Object.assign(status ?? {}, { addresses: [{ type: 'InternalIP', address: '10.0.9.1' }] }),
  );
  expect(said('node.address', moved)).toMatchObject({
    severity: 'block',
    values: { found: '10.0.9.1', planned: '10.0.0.11' },
  });
});

test('node.taints: none, one on a worker, one on a gateway alone, and one that Kubernetes takes away itself', () => {
  expect(said('node.taints')).toMatchObject({ state: 'passed' });
  const tainted = (key: string, effect = 'NoSchedule') =>
    node(({ spec }) => Object.assign(spec ?? {}, { taints: [{ key, value: 'db', effect }] }));
  expect(said('node.taints', tainted('dedicated'))).toMatchObject({
    severity: 'warn',
    values: { problem: 'worker', found: 'dedicated=db:NoSchedule' },
  });
  const context = clusterContext(({ hosts }) => Object.assign(hosts[0] ?? {}, { roles: ['gateway'] }));
  expect(said('node.taints', tainted('dedicated'), context)).toMatchObject({
    severity: 'info',
    values: { problem: 'load' },
  });
  expect(said('node.taints', tainted('dedicated', 'PreferNoSchedule'))).toMatchObject({ state: 'passed' });
  expect(said('node.taints', tainted('node.kubernetes.io/not-ready', 'NoExecute'))).toMatchObject({ state: 'passed' });
});

test('node.runtime: containerd and where its socket is, RKE2’s own, Docker for 5.17 only, CRI-O never', () => {
  const runtime = (containerRuntimeVersion: string, kubeletVersion = 'v1.30.4') =>
    node(({ status }) => Object.assign(status?.nodeInfo ?? {}, { containerRuntimeVersion, kubeletVersion }));
  expect(said('node.runtime')).toMatchObject({ state: 'passed', values: { folder: '/run/containerd' } });
  for (const version of ['v1.30.4+rke2r1', 'v1.30.4+k3s1'])
    expect(said('node.runtime', runtime('containerd://1.7.20-k3s1', version))).toMatchObject({
      state: 'passed',
      values: { folder: '/run/k3s/containerd' },
    });
  expect(said('node.runtime', runtime('cri-o://1.30'))).toMatchObject({ severity: 'block' });
  expect(said('node.runtime', runtime('docker://24'))).toMatchObject({ severity: 'block' });
  const older = clusterContext((plan) => {
    plan.rainbond = { ...plan.rainbond, kind: '5.17', version: '5.17.3', enableHA: true } as typeof plan.rainbond;
  });
  expect(said('node.runtime', runtime('docker://24'), older)).toMatchObject({ state: 'passed' });
  expect(said('node.runtime', runtime(''))).toMatchObject({ state: 'not-run' });
});
