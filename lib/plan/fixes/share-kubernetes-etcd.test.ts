import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { shareKubernetesEtcd } from './share-kubernetes-etcd';
import { testFix } from './testing';

const ownEtcd = (plan: Plan) =>
  withRainbond(plan, '5.17', (each) => {
    each.etcd = { kind: 'built-in' };
  });

testFix(shareKubernetesEtcd, [
  {
    title: 'an etcd on one host',
    plan: ownEtcd,
    rule: 'plan.etcd.built-in',
    says: 'Use the Kubernetes etcd',
    gives: ({ etcd }) => etcd,
    expected: { kind: 'kubernetes' },
    stale: (plan) => {
      plan.etcd = { kind: 'kubernetes' };
    },
  },
  {
    title: 'what enableHA needs',
    plan: ownEtcd,
    rule: 'plan.rainbond.ha',
    path: 'etcd.kind',
    says: 'Use the Kubernetes etcd',
    gives: ({ etcd }) => etcd,
    expected: { kind: 'kubernetes' },
  },
]);
