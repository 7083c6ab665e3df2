import { planOverridesKubeadm } from './plan.overrides.kubeadm';
import { testRule } from './testing';

const cluster = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n';

testRule(planOverridesKubeadm, {
  accepted: [
    { title: 'none' },
    {
      title: 'what a kubelet is to do differently',
      plan: ({ kubernetes }) => {
        kubernetes.overrides.kubeadm =
          'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: 180\n';
      },
    },
  ],
  rejected: [
    {
      title: 'another kind',
      plan: ({ kubernetes }) => {
        kubernetes.overrides.kubeadm = 'apiVersion: v1\nkind: Pod\n';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.overrides.kubeadm',
          values: {
            problem: 'kind',
            line: 2,
            field: '',
            found: 'Pod',
            expected:
              'InitConfiguration, ClusterConfiguration, JoinConfiguration, KubeletConfiguration, KubeProxyConfiguration',
          },
        },
      ],
    },
    {
      title: 'a secret',
      plan: ({ kubernetes }) => {
        kubernetes.overrides.kubeadm = `${cluster.replace('Cluster', 'Init')}certificateKey: abc\n`;
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.overrides.kubeadm',
          values: { problem: 'owned', line: 3, field: 'InitConfiguration.certificateKey', found: '', expected: 'none' },
        },
      ],
    },
    {
      title: 'a field that the plan has itself',
      plan: ({ kubernetes }) => {
        kubernetes.overrides.kubeadm = `${cluster}networking:\n  podSubnet: 10.1.0.0/16\n`;
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.overrides.kubeadm',
          values: {
            problem: 'owned',
            line: 4,
            field: 'ClusterConfiguration.networking.podSubnet',
            found: '',
            expected: 'kubernetes.podCidr',
          },
        },
      ],
    },
  ],
});
