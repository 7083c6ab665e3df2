import type { PlanHost } from '@/lib/plan/schema';
import { planNamesValid } from './plan.names.valid';
import { testRule } from './testing';

testRule(planNamesValid, {
  accepted: [{ title: 'labels of RFC 1123' }],
  rejected: [
    {
      title: 'no name',
      plan: ({ hosts }) => {
        (hosts[0] as PlanHost).name = '';
      },
      findings: [
        {
          severity: 'block',
          hosts: [''],
          path: 'hosts.0.name',
          values: { problem: 'empty', found: '', host: '10.0.0.11' },
        },
      ],
    },
    {
      title: 'localhost and an underscore',
      plan: ({ hosts }) => {
        (hosts[0] as PlanHost).name = 'localhost';
        (hosts[1] as PlanHost).name = 'node_2';
      },
      findings: [
        {
          severity: 'block',
          hosts: ['localhost'],
          path: 'hosts.0.name',
          values: { problem: 'reserved', found: 'localhost', host: 'localhost' },
        },
        {
          severity: 'block',
          hosts: ['node_2'],
          path: 'hosts.1.name',
          values: { problem: 'characters', found: 'node_2', host: 'node_2' },
        },
      ],
    },
  ],
});
