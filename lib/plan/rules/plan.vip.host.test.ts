import { sampleFactsOf } from '@/lib/plan/samples';
import type { PlanHost } from '@/lib/plan/schema';
import { planVipHost } from './plan.vip.host';
import { testRule } from './testing';

testRule(planVipHost, {
  accepted: [
    { title: 'a free address' },
    {
      title: 'held by a host after an install',
      facts: (plan) =>
        sampleFactsOf(plan, ({ addresses }) => {
          addresses.push({ interface: 'eth0', address: '10.0.0.100', prefix: 32, family: 'inet' });
        }),
    },
  ],
  rejected: [
    {
      title: "a host's address",
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '10.0.0.12';
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-2'],
          path: 'entry.api.address',
          values: { found: '10.0.0.12', host: 'node-2' },
        },
      ],
    },
    {
      title: "a host's internal address",
      plan: ({ hosts }) => {
        (hosts[0] as PlanHost).internalAddress = '10.0.0.100';
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'entry.api.address',
          values: { found: '10.0.0.100', host: 'node-1' },
        },
      ],
    },
  ],
});
