import { planKubernetesVersion } from './plan.kubernetes.version';
import { testRule } from './testing';

testRule(planKubernetesVersion, {
  accepted: [
    { title: 'what the bundle holds' },
    {
      title: 'another one while the bundle is not read',
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.31.0';
      },
      bundle: null,
    },
    {
      title: 'an existing cluster of any version',
      plan: ({ kubernetes }) => {
        Object.assign(kubernetes, { distribution: 'existing', version: 'v1.27.3' });
      },
    },
    {
      title: 'a release of RKE2',
      plan: ({ kubernetes }) => {
        Object.assign(kubernetes, { distribution: 'rke2', version: 'v1.31.4+rke2r1' });
      },
    },
  ],
  rejected: [
    {
      title: 'a release of RKE2 for kubeadm',
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.36.3+rke2r1';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.version',
          values: { problem: 'format', found: 'v1.36.3+rke2r1', oldest: 'v1.31', newest: 'v1.36', bundled: '' },
          fix: 'set-kubernetes-version',
        },
      ],
    },
    {
      title: 'no v',
      plan: ({ kubernetes }) => {
        kubernetes.version = '1.36.3';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.version',
          values: { problem: 'format', found: '1.36.3', oldest: 'v1.31', newest: 'v1.36', bundled: '' },
          fix: 'set-kubernetes-version',
        },
      ],
    },
    {
      title: 'a minor only',
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.36';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.version',
          values: { problem: 'format', found: 'v1.36', oldest: 'v1.31', newest: 'v1.36', bundled: '' },
          fix: 'set-kubernetes-version',
        },
      ],
    },
    {
      title: 'older than kubeadm v1beta4',
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.30.9';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.version',
          values: { problem: 'window', found: 'v1.30.9', oldest: 'v1.31', newest: 'v1.36', bundled: '' },
          fix: 'set-kubernetes-version',
        },
      ],
    },
    {
      title: 'newer than proved',
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.37.0';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.version',
          values: { problem: 'window', found: 'v1.37.0', oldest: 'v1.31', newest: 'v1.36', bundled: '' },
          fix: 'set-kubernetes-version',
        },
      ],
    },
    {
      title: 'another one than the bundle holds',
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.36.2';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.version',
          values: { problem: 'bundle', found: 'v1.36.2', oldest: 'v1.31', newest: 'v1.36', bundled: 'v1.36.3' },
          fix: 'set-kubernetes-version',
        },
      ],
    },
  ],
});
