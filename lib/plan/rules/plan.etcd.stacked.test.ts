import type { PlanHost } from '@/lib/plan/schema';
import { planEtcdStacked } from './plan.etcd.stacked';
import { testRule } from './testing';

testRule(planEtcdStacked, {
  accepted: [
    { title: 'members on control planes only', template: 'six-hosts' },
    { title: 'members on hosts of their own only', template: 'nine-hosts' },
    {
      title: 'no member at all, which is another rule',
      plan: ({ hosts }) => {
        for (const host of hosts) host.roles = ['control-plane', 'worker'];
      },
    },
  ],
  rejected: [
    {
      title: 'etcd on a worker',
      template: 'six-hosts',
      plan: ({ hosts }) => {
        (hosts[4] as PlanHost).roles.push('etcd');
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-5'],
          path: 'hosts.4.roles',
          values: { host: 'node-5', problem: 'etcdAlone' },
          fix: 'stack-etcd',
        },
      ],
    },
    {
      title: 'a control plane without etcd',
      plan: ({ hosts }) => {
        (hosts[1] as PlanHost).roles = ['control-plane'];
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-2'],
          path: 'hosts.1.roles',
          values: { host: 'node-2', problem: 'controlPlaneAlone' },
          fix: 'stack-etcd',
        },
      ],
    },
  ],
});
