import { setCni } from './set-cni';
import { testFix } from './testing';

testFix(setCni, [
  {
    title: 'a new cluster gets flannel',
    plan: ({ kubernetes }) => {
      kubernetes.cni = 'existing';
    },
    rule: 'plan.kubernetes.cni',
    says: 'Install flannel',
    gives: ({ kubernetes }) => kubernetes.cni,
    expected: 'flannel',
    stale: ({ kubernetes }) => {
      kubernetes.cni = 'flannel';
    },
  },
  {
    title: 'an existing cluster keeps its own',
    plan: ({ kubernetes }) => {
      Object.assign(kubernetes, { distribution: 'existing', kubeconfig: 'prod', cni: 'calico' });
    },
    rule: 'plan.kubernetes.cni',
    says: 'Use the cluster’s own pod network',
    gives: ({ kubernetes }) => kubernetes.cni,
    expected: 'existing',
  },
]);
