import type { PlanHost } from '@/lib/plan/schema';
import { planAddressPrivate } from './plan.address.private';
import { testRule } from './testing';

const at = (address: string, internalAddress = '') => ({
  plan: ({ hosts }: { hosts: PlanHost[] }) => {
    Object.assign(hosts[0] as PlanHost, { address, internalAddress });
  },
});

testRule(planAddressPrivate, {
  accepted: [
    { title: 'a public address to reach it and a private one inside', ...at('203.0.113.7', '10.0.0.11') },
    { title: 'the last of 172.16.0.0/12', ...at('172.31.255.255') },
    { title: 'the shared range of RFC 6598', ...at('100.64.0.1') },
    { title: 'what is no address is another rule', ...at('host.corp.example') },
  ],
  rejected: [
    {
      title: 'a public address inside',
      ...at('203.0.113.7'),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1'],
          path: 'hosts.0.internalAddress',
          values: { found: '203.0.113.7', host: 'node-1' },
        },
      ],
    },
    {
      title: 'the first after 172.16.0.0/12',
      ...at('10.0.0.11', '172.32.0.0'),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1'],
          path: 'hosts.0.internalAddress',
          values: { found: '172.32.0.0', host: 'node-1' },
        },
      ],
    },
  ],
});
