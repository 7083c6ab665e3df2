import { planKubernetesCni } from './plan.kubernetes.cni';
import { testRule } from './testing';

testRule(planKubernetesCni, {
  accepted: [
    { title: 'a new cluster with flannel' },
    {
      title: 'an existing cluster with its own',
      plan: ({ kubernetes }) => {
        Object.assign(kubernetes, { distribution: 'existing', cni: 'existing' });
      },
    },
  ],
  rejected: [
    {
      title: 'a new cluster that waits for a network',
      plan: ({ kubernetes }) => {
        Object.assign(kubernetes, { distribution: 'rke2', cni: 'existing' });
      },
      findings: [
        { severity: 'block', path: 'kubernetes.cni', values: { problem: 'nobody', cni: 'existing' }, fix: 'set-cni' },
      ],
    },
    {
      title: 'a second network for an existing cluster',
      plan: ({ kubernetes }) => {
        kubernetes.distribution = 'existing';
      },
      findings: [
        { severity: 'block', path: 'kubernetes.cni', values: { problem: 'second', cni: 'flannel' }, fix: 'set-cni' },
      ],
    },
  ],
});
