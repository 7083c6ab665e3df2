import type { PlanHost } from '@/lib/plan/schema';
import { planNamesUnique } from './plan.names.unique';
import { testRule } from './testing';

testRule(planNamesUnique, {
  accepted: [
    { title: 'three names' },
    {
      title: 'two empty names, which is another rule',
      plan: ({ hosts }) => {
        (hosts[0] as PlanHost).name = '';
        (hosts[1] as PlanHost).name = '';
      },
    },
  ],
  rejected: [
    {
      title: 'the same name in other case',
      plan: ({ hosts }) => {
        (hosts[2] as PlanHost).name = 'Node-1';
      },
      findings: [
        {
          severity: 'block',
          hosts: ['Node-1'],
          path: 'hosts.2.name',
          values: { found: 'Node-1', address: '10.0.0.11' },
          fix: 'rename-host',
        },
      ],
    },
  ],
});
