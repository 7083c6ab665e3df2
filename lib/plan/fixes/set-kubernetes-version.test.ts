import { setKubernetesVersion } from './set-kubernetes-version';
import { testFix } from './testing';

testFix(setKubernetesVersion, [
  {
    title: 'the version that the bundle holds',
    plan: ({ kubernetes }) => {
      kubernetes.version = 'v1.36.1';
    },
    rule: 'plan.kubernetes.version',
    says: 'Use Kubernetes v1.36.3',
    gives: ({ kubernetes }) => kubernetes.version,
    expected: 'v1.36.3',
    stale: ({ kubernetes }) => {
      kubernetes.version = 'v1.36.3';
    },
  },
]);
