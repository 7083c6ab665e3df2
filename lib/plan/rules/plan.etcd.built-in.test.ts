import { withRainbond } from '@/lib/plan/samples';
import { planEtcdBuiltIn } from './plan.etcd.built-in';
import { testRule } from './testing';

testRule(planEtcdBuiltIn, {
  accepted: [
    { title: 'the etcd of Kubernetes', plan: (plan) => withRainbond(plan, '5.17') },
    {
      title: 'Rainbond 6.x, which has no etcd',
      plan: (plan) =>
        withRainbond(plan, '6.x', (each) => {
          each.etcd = { kind: 'built-in' };
        }),
    },
  ],
  rejected: [
    {
      title: 'Rainbond 5.17’s own, on the first build host',
      template: 'six-hosts',
      plan: (plan) =>
        withRainbond(plan, '5.17', (each) => {
          each.etcd = { kind: 'built-in' };
        }),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-4'],
          path: 'etcd.kind',
          values: { host: 'node-4' },
          fix: 'share-kubernetes-etcd',
        },
      ],
    },
  ],
});
