import { sampleFacts } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planHostKernel } from './plan.host.kernel';
import { testRule } from './testing';

const kernel = (version: string) => () => ({
  'node-1': sampleFacts('10.0.0.11', (facts) => {
    facts.kernel = version;
  }),
});
const cilium = ({ kubernetes }: Plan) => {
  kubernetes.cni = 'cilium';
};
const calico = ({ kubernetes }: Plan) => {
  kubernetes.cni = 'calico';
};
const nftables = ({ kubernetes }: Plan) => {
  kubernetes.overrides.kubeadm =
    'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: nftables\n';
};
const missed = (severity: 'block' | 'warn', found: string, needed: string, why: string) => ({
  severity,
  hosts: ['node-1'],
  path: 'hosts.0.address',
  values: { host: 'node-1', found, needed, why },
});

testRule(planHostKernel, {
  accepted: [
    { title: 'exactly the first with cgroup v2', facts: kernel('4.5.0') },
    {
      title: 'an older one for a Kubernetes that takes cgroup v1',
      facts: kernel('3.10.0-1160.el7.x86_64'),
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.34.1';
      },
    },
    { title: 'exactly what Cilium asks for', facts: kernel('5.4.0'), plan: cilium },
    { title: 'RHEL 8’s, the oldest that Calico names', facts: kernel('4.18.0-553.el8_10.x86_64'), plan: calico },
    { title: 'exactly what nftables asks for', facts: kernel('5.13.0'), plan: nftables },
    { title: 'a version that can’t be read is unknown', facts: kernel('custom') },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'before cgroup v2',
      facts: kernel('4.4.302'),
      findings: [missed('block', '4.4.302', '4.5', 'cgroup')],
    },
    {
      title: 'before overlay',
      facts: kernel('3.9.11'),
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.34.1';
      },
      findings: [missed('block', '3.9.11', '3.10', 'runtime')],
    },
    {
      title: 'older than what Calico names',
      facts: kernel('4.17.19'),
      plan: calico,
      findings: [missed('warn', '4.17.19', '4.18', 'calico')],
    },
    {
      title: 'Cilium on a kernel that some distributions make fit',
      facts: kernel('4.18.0-553.el8'),
      plan: cilium,
      findings: [missed('warn', '4.18.0-553.el8', '5.4', 'cilium')],
    },
    {
      title: 'Cilium on one that is too old anywhere',
      facts: kernel('4.17.0'),
      plan: cilium,
      findings: [missed('block', '4.17.0', '4.18', 'cilium')],
    },
    {
      title: 'nftables on one that kube-proxy refuses',
      facts: kernel('5.12.19'),
      plan: nftables,
      findings: [missed('block', '5.12.19', '5.13', 'nftables')],
    },
  ],
});
