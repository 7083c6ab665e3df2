import type { PlanHost } from '@/lib/plan/schema';
import { planRolesEveryHost } from './plan.roles.every-host';
import { testRule } from './testing';

testRule(planRolesEveryHost, {
  accepted: [{ title: 'each host has one' }],
  rejected: [
    {
      title: 'a host without any',
      plan: ({ hosts }) => {
        (hosts[2] as PlanHost).roles = [];
      },
      findings: [
        { severity: 'block', hosts: ['node-3'], path: 'hosts.2.roles', values: { host: 'node-3' }, fix: 'give-role' },
      ],
    },
  ],
});
