import type { Plan, PlanHost } from '@/lib/plan/schema';
import { planEtcdMax } from './plan.etcd.max';
import { testRule } from './testing';

const grow = (members: number) => (plan: Plan) => {
  plan.hosts = Array.from({ length: members }, (_, index) => ({
    ...(plan.hosts[0] as PlanHost),
    name: `node-${index + 1}`,
  }));
};

testRule(planEtcdMax, {
  accepted: [{ title: 'seven members', plan: grow(7) }],
  rejected: [
    {
      title: 'nine members',
      plan: grow(9),
      findings: [
        {
          severity: 'warn',
          path: 'hosts',
          hosts: Array.from({ length: 9 }, (_, index) => `node-${index + 1}`),
          values: { found: 9, needed: 7 },
        },
      ],
    },
  ],
});
