import { expect, test } from 'vitest';
import { buildPlan } from '../testing/build-plan';
import { timesOf } from './times';

const times = (version: string, kubeadm = '') =>
  timesOf(buildPlan(['all'], { kubernetes: { version, overrides: { kubeadm } } }));

test('a silent node is NotReady after 50 s, 40 s before Kubernetes 1.32, and its pods are evicted 300 s later', () => {
  expect(times('v1.36.3')).toEqual({ notReadySeconds: 50, evictionSeconds: 350 });
  expect(times('v1.32.0')).toEqual({ notReadySeconds: 50, evictionSeconds: 350 });
  expect(times('v1.31.9')).toEqual({ notReadySeconds: 40, evictionSeconds: 340 });
});

test("the plan's kubeadm override changes them", () => {
  const override = `kind: ClusterConfiguration
controllerManager:
  extraArgs:
    - name: node-monitor-grace-period
      value: 1m20s
apiServer:
  extraArgs:
    - name: default-unreachable-toleration-seconds
      value: "30"
`;
  expect(times('v1.36.3', override)).toEqual({ notReadySeconds: 80, evictionSeconds: 110 });
});

test('an override that cannot be read leaves the defaults', () => {
  const defaults = { notReadySeconds: 50, evictionSeconds: 350 };
  expect(times('v1.36.3', 'node-monitor-grace-period: [')).toEqual(defaults);
  expect(
    times(
      'v1.36.3',
      'kind: ClusterConfiguration\ncontrollerManager: {extraArgs: [{name: node-monitor-grace-period, value: soon}]}',
    ),
  ).toEqual(defaults);
});
