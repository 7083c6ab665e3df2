import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { contextOf, judged, testUnreadable } from '../testing';
import { cgroupControllers } from './cgroup';

/** Of openEuler 22.03, and of a Raspberry Pi whose firmware turns memory off. */
const v1 = (memory: 0 | 1) => `v1
#subsys_name	hierarchy	num_cgroups	enabled
cpuset	6	1	1
cpu	4	98	1
cpuacct	4	98	1
blkio	9	98	1
memory	8	152	${memory}
devices	3	98	1
freezer	7	1	1
net_cls	2	1	1
pids	11	108	1
`;
const older = contextOf({ plan: samplePlan((plan) => Object.assign(plan.kubernetes, { version: 'v1.34.1' })) });
const excepted = contextOf({
  plan: samplePlan((plan) => {
    plan.kubernetes.overrides.kubeadm =
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfailCgroupV1: false\n';
  }),
});

test('cgroup.controllers: v2 with what kubelet needs passes', () => {
  expect(judged(cgroupControllers, 'v2 cpuset cpu io memory hugetlb pids rdma misc\n')).toMatchObject({
    state: 'passed',
    values: { version: 'v2', missing: '' },
  });
});

test('cgroup.controllers: v2 without memory blocks', () => {
  expect(judged(cgroupControllers, 'v2 cpuset cpu io pids\n')).toMatchObject({
    severity: 'block',
    values: { missing: 'memory', problem: 'controllers' },
  });
});

test('cgroup.controllers: v1 blocks from Kubernetes 1.35 on, unless the plan says otherwise', () => {
  expect(judged(cgroupControllers, v1(1))).toMatchObject({ severity: 'block', values: { problem: 'v1' } });
  expect(judged(cgroupControllers, v1(1), older)).toMatchObject({ state: 'passed', values: { version: 'v1' } });
  expect(judged(cgroupControllers, v1(1), excepted)).toMatchObject({ state: 'passed' });
});

test('cgroup.controllers: a controller that is compiled in and turned off is missing', () => {
  expect(judged(cgroupControllers, v1(0), older)).toMatchObject({ severity: 'block', values: { missing: 'memory' } });
});

test('cgroup.controllers: v1 without its table is not run', () => {
  expect(judged(cgroupControllers, 'v1\n', older)).toMatchObject({ state: 'not-run' });
});

testUnreadable(cgroupControllers);
