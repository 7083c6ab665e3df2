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
  ],
  rejected: [
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
        },
      ],
    },
  ],
});
