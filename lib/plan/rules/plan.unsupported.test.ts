import type { PlanHost } from '@/lib/plan/schema';
import { planUnsupported } from './plan.unsupported';
import { testRule } from './testing';

testRule(planUnsupported, {
  accepted: [{ title: 'what a runbook carries out' }],
  rejected: [
    {
      title: 'Calico and a managed service',
      plan: ({ kubernetes, hosts }) => {
        kubernetes.cni = 'calico';
        (hosts[0] as PlanHost).roles.push('ceph');
      },
      findings: [
        { severity: 'block', section: 'kubernetes', path: 'kubernetes.cni', values: { choice: 'calico' } },
        {
          severity: 'block',
          section: 'hosts',
          hosts: ['node-1'],
          path: 'hosts.0.roles',
          values: { choice: 'serviceRole' },
        },
      ],
    },
  ],
});
