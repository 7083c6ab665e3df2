import { sampleFacts, sampleFactsOf } from '@/lib/plan/samples';
import { planHostCgroup } from './plan.host.cgroup';
import { testRule } from './testing';

const onV1 = () => ({
  'node-1': sampleFacts('10.0.0.11', (facts) => {
    facts.cgroup = 'v1';
  }),
});

testRule(planHostCgroup, {
  accepted: [
    { title: 'cgroup v2', facts: sampleFactsOf },
    {
      title: 'v1 before Kubernetes 1.35',
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.34.1';
      },
      facts: onV1,
    },
    {
      title: 'v1, and the override says so',
      plan: ({ kubernetes }) => {
        kubernetes.overrides.kubeadm =
          'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfailCgroupV1: false\n';
      },
      facts: onV1,
    },
  ],
  rejected: [
    {
      title: 'v1',
      facts: onV1,
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { host: 'node-1', version: 'v1.36.3' },
        },
      ],
    },
  ],
});
