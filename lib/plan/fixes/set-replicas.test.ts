import { withRainbond } from '@/lib/plan/samples';
import { setReplicas } from './set-replicas';
import { testFix } from './testing';

const replicas = (count: number) => (plan: Parameters<typeof withRainbond>[0]) =>
  withRainbond(plan, '6.x', ({ rainbond }) => {
    if (rainbond.kind === '6.x') rainbond.replicas = count;
  });

testFix(setReplicas, [
  {
    title: 'a gateway that would stay without a replica',
    plan: replicas(2),
    rule: 'plan.rainbond.replicas',
    says: 'Use 3 replicas',
    gives: ({ rainbond }) => rainbond.kind === '6.x' && rainbond.replicas,
    expected: 3,
    stale: (plan) => {
      plan.rainbond = { kind: 'none' };
    },
  },
  {
    title: 'replicas that no gateway host would take',
    plan: replicas(5),
    rule: 'plan.rainbond.replicas',
    says: 'Use 3 replicas',
    gives: ({ rainbond }) => rainbond.kind === '6.x' && rainbond.replicas,
    expected: 3,
  },
]);
