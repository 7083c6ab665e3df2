import { sampleFacts } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planDiskUsed } from './plan.disk.used';
import { testRule } from './testing';

const used =
  (percent: number, ...more: { mount: string; percent: number }[]) =>
  () => ({
    'node-1': sampleFacts('10.0.0.11', (facts) => {
      facts.filesystems = [{ mount: '/', percent }, ...more].map(({ mount, percent: share }) => ({
        mount,
        device: 'sda',
        type: 'ext4',
        sizeBytes: 1000,
        availableBytes: 1000 - share * 10,
      }));
    }),
  });
const found = (severity: 'block' | 'warn', mount: string, share: number, needed: number, more: object = {}) => ({
  severity,
  hosts: ['node-1'],
  path: 'hosts.0.address',
  values: {
    host: 'node-1',
    mount,
    found: share,
    needed,
    limit: severity === 'block' ? 'under' : 'upTo',
    by: 'usual',
    ...more,
  },
});

const evicting = (...thresholds: string[]) => ({
  plan: ({ kubernetes }: Plan) => {
    const lines = thresholds.map((each) => `  ${each}`);
    kubernetes.overrides.kubeadm = [
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nevictionHard:',
      ...lines,
    ].join('\n');
  },
});

testRule(planDiskUsed, {
  accepted: [
    { title: 'exactly 60 %', facts: used(60) },
    { title: 'a full disk that nothing of Kubernetes is on', facts: used(10, { mount: '/home', percent: 99 }) },
    { title: 'unknown hosts' },
    {
      title: '399 bytes of 1000 in use that kubelet would evict from only with less than 601 free',
      facts: used(39),
      ...evicting('imagefs.available: "601"', 'nodefs.available: 1%'),
    },
  ],
  rejected: [
    { title: '61 %', facts: used(61), findings: [found('warn', '/', 61, 60)] },
    { title: '84 %', facts: used(84), findings: [found('warn', '/', 84, 60)] },
    { title: '85 %, where pods are evicted', facts: used(85), findings: [found('block', '/', 85, 85)] },
    {
      title: '94 % where the plan lets kubelet evict from 95 % on',
      facts: used(94),
      ...evicting('imagefs.available: 5%', 'nodefs.available: 5%'),
      findings: [found('warn', '/', 94, 60)],
    },
    {
      title: '95 % there',
      facts: used(95),
      ...evicting('imagefs.available: 5%', 'nodefs.available: 5%'),
      findings: [found('block', '/', 95, 95, { by: 'imagefs.available' })],
    },
    {
      title: '40 % that leave less than the bytes that the plan’s kubelets evict by',
      facts: used(40),
      ...evicting('imagefs.available: "601"'),
      findings: [found('block', '/', 40, 601 / 2 ** 30, { limit: 'free', by: 'imagefs.available' })],
    },
    {
      title: '99 % where the plan’s kubelets evict by memory alone',
      facts: used(99),
      ...evicting('memory.available: 100Mi'),
      findings: [found('warn', '/', 99, 60)],
    },
    {
      title: '90 % of a file system that kubelet doesn’t look at, whatever the plan’s thresholds are',
      facts: used(10, { mount: '/var/lib/etcd', percent: 90 }),
      ...evicting('imagefs.available: 5%', 'nodefs.available: 5%'),
      findings: [found('block', '/var/lib/etcd', 90, 85)],
    },
    {
      title: 'a full /var/lib of its own',
      facts: used(10, { mount: '/var/lib', percent: 92 }),
      findings: [found('block', '/var/lib', 92, 85)],
    },
  ],
});
