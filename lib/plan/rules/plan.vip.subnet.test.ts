import { sampleFacts, sampleFactsOf } from '@/lib/plan/samples';
import { planVipSubnet } from './plan.vip.subnet';
import { testRule } from './testing';

testRule(planVipSubnet, {
  accepted: [
    { title: 'in the network of every control plane', facts: sampleFactsOf },
    { title: 'unknown networks, same first three octets' },
    {
      title: 'a network wider than a /24',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '10.0.3.100';
      },
      facts: (plan) =>
        sampleFactsOf(plan, ({ addresses }) => {
          for (const each of addresses) each.prefix = 22;
        }),
    },
  ],
  rejected: [
    {
      title: 'outside, as facts know',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '10.0.1.100';
      },
      facts: sampleFactsOf,
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'entry.api.address',
          values: { problem: 'outside', found: '10.0.1.100', host: 'node-1', network: '10.0.0.0/24' },
        },
        {
          severity: 'block',
          hosts: ['node-2'],
          path: 'entry.api.address',
          values: { problem: 'outside', found: '10.0.1.100', host: 'node-2', network: '10.0.0.0/24' },
        },
        {
          severity: 'block',
          hosts: ['node-3'],
          path: 'entry.api.address',
          values: { problem: 'outside', found: '10.0.1.100', host: 'node-3', network: '10.0.0.0/24' },
        },
      ],
    },
    {
      title: 'outside of the only host that was reached',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '10.0.1.100';
      },
      facts: () => ({ 'node-2': sampleFacts('10.0.0.12') }),
      findings: [
        {
          severity: 'block',
          hosts: ['node-2'],
          path: 'entry.api.address',
          values: { problem: 'outside', found: '10.0.1.100', host: 'node-2', network: '10.0.0.0/24' },
        },
      ],
    },
    {
      title: 'held by a host already, and outside of its network all the same',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '10.0.1.100';
      },
      facts: () => ({
        'node-1': sampleFacts('10.0.0.11', ({ addresses }) => {
          addresses.push({ interface: 'eth0', address: '10.0.1.100', prefix: 32, family: 'inet' });
        }),
      }),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'entry.api.address',
          values: { problem: 'outside', found: '10.0.1.100', host: 'node-1', network: '10.0.0.0/24' },
        },
      ],
    },
    {
      title: 'the broadcast address',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '10.0.0.255';
      },
      facts: () => ({ 'node-1': sampleFacts('10.0.0.11') }),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'entry.api.address',
          values: { problem: 'broadcast', found: '10.0.0.255', host: 'node-1', network: '10.0.0.0/24' },
        },
      ],
    },
    {
      title: 'far away, as far as can be guessed',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '192.168.7.1';
      },
      findings: [
        {
          severity: 'warn',
          path: 'entry.api.address',
          values: { problem: 'unknown', found: '192.168.7.1', host: '', network: '' },
        },
      ],
    },
  ],
});
