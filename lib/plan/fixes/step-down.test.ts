import { type PlanHost, roles } from '@/lib/plan/schema';
import { stepDown } from './step-down';
import { testFix } from './testing';

testFix(stepDown, [
  {
    title: 'the last of four control planes goes back to its other roles',
    template: 'six-hosts',
    plan: ({ hosts }) => {
      (hosts[3] as PlanHost).roles = [...roles];
    },
    rule: 'plan.etcd.odd',
    says: 'Take control plane and etcd from node-4',
    gives: ({ hosts }) => hosts[3]?.roles,
    expected: ['worker', 'gateway', 'build'],
    stale: ({ hosts }) => {
      (hosts[3] as PlanHost).roles = ['control-plane', 'etcd'];
    },
  },
]);
