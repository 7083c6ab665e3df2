import { withRainbond } from '@/lib/plan/samples';
import { planEtcdReused } from './plan.etcd.reused';
import { testRule } from './testing';

testRule(planEtcdReused, {
  accepted: [
    { title: 'no Rainbond' },
    { title: 'Rainbond 6.x, which has no etcd', plan: withRainbond },
    {
      title: 'an etcd of Rainbond’s own',
      plan: (plan) =>
        withRainbond(plan, '5.17', (each) => {
          each.etcd = { kind: 'built-in' };
        }),
    },
  ],
  rejected: [
    {
      title: 'Rainbond 5.17 on the etcd of Kubernetes',
      plan: (plan) => withRainbond(plan, '5.17'),
      findings: [{ severity: 'warn', path: 'etcd.kind', values: {} }],
    },
  ],
});
