import type { PlanHost } from '@/lib/plan/schema';
import { planEtcdOdd } from './plan.etcd.odd';
import { testRule } from './testing';

testRule(planEtcdOdd, {
  accepted: [
    { title: 'three members' },
    { title: 'one member', template: 'one-host' },
    { title: 'none, which is another rule', template: 'empty' },
  ],
  rejected: [
    {
      title: 'two members',
      plan: ({ hosts }) => {
        hosts.pop();
      },
      findings: [
        {
          severity: 'block',
          path: 'hosts',
          hosts: ['node-1', 'node-2'],
          values: { found: 2, fewer: 1, more: 3, tolerates: 0 },
          fix: 'step-down',
        },
      ],
    },
    {
      title: 'four of six hosts',
      template: 'six-hosts',
      plan: ({ hosts }) => {
        (hosts[3] as PlanHost).roles.push('etcd');
      },
      findings: [
        {
          severity: 'block',
          path: 'hosts',
          hosts: ['node-1', 'node-2', 'node-3', 'node-4'],
          values: { found: 4, fewer: 3, more: 5, tolerates: 1 },
        },
      ],
    },
  ],
});
