import type { PlanHost } from '@/lib/plan/schema';
import { planAddressValid } from './plan.address.valid';
import { testRule } from './testing';

testRule(planAddressValid, {
  accepted: [
    { title: 'IPv4 addresses' },
    {
      title: 'a DNS name with an internal address',
      plan: ({ hosts }) => {
        Object.assign(hosts[0] as PlanHost, { address: 'web1.example.com', internalAddress: '10.0.0.11' });
      },
    },
  ],
  rejected: [
    {
      title: 'no address',
      plan: ({ hosts }) => {
        Object.assign(hosts[0] as PlanHost, { address: '' });
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { problem: 'empty', found: '', host: 'node-1' },
        },
      ],
    },
    {
      title: 'an octet over 255',
      plan: ({ hosts }) => {
        Object.assign(hosts[0] as PlanHost, { address: '10.0.0.256' });
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { problem: 'format', found: '10.0.0.256', host: 'node-1' },
        },
      ],
    },
    {
      title: 'IPv6',
      plan: ({ hosts }) => {
        Object.assign(hosts[0] as PlanHost, { address: 'fd00::1' });
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { problem: 'ipv6', found: 'fd00::1', host: 'node-1' },
        },
      ],
    },
    {
      title: 'loopback',
      plan: ({ hosts }) => {
        Object.assign(hosts[0] as PlanHost, { address: '127.0.0.1' });
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { problem: 'special', found: '127.0.0.1', host: 'node-1' },
        },
      ],
    },
    {
      title: 'a DNS name alone',
      plan: ({ hosts }) => {
        Object.assign(hosts[0] as PlanHost, { address: 'web1.example.com' });
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.internalAddress',
          values: { problem: 'internalNeeded', found: '', host: 'node-1' },
        },
      ],
    },
    {
      title: 'an internal address that is a name',
      plan: ({ hosts }) => {
        Object.assign(hosts[0] as PlanHost, { internalAddress: 'web1' });
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.internalAddress',
          values: { problem: 'internalFormat', found: 'web1', host: 'node-1' },
        },
      ],
    },
  ],
});
