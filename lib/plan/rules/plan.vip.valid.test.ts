import { planVipValid } from './plan.vip.valid';
import { testRule } from './testing';

testRule(planVipValid, {
  accepted: [
    { title: 'IPv4' },
    {
      title: 'a load balancer by name',
      plan: ({ entry }) => {
        entry.api = { kind: 'load-balancer', address: 'k8s.example.com', port: 6443, declared: '' };
      },
    },
    {
      title: 'none yet, which is another rule',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '';
      },
    },
  ],
  rejected: [
    {
      title: 'a name for a virtual address',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = 'k8s.example.com';
      },
      findings: [
        {
          severity: 'block',
          path: 'entry.api.address',
          values: { problem: 'format', found: 'k8s.example.com', kind: 'keepalived' },
        },
      ],
    },
    {
      title: 'a multicast address',
      plan: ({ entry }) => {
        if (entry.api.kind === 'keepalived') entry.api.address = '224.0.0.18';
      },
      findings: [
        {
          severity: 'block',
          path: 'entry.api.address',
          values: { problem: 'special', found: '224.0.0.18', kind: 'keepalived' },
        },
      ],
    },
    {
      title: 'a load balancer at half an address',
      plan: ({ entry }) => {
        entry.api = { kind: 'load-balancer', address: '10.0.0', port: 6443, declared: '' };
      },
      findings: [
        {
          severity: 'block',
          path: 'entry.api.address',
          values: { problem: 'format', found: '10.0.0', kind: 'load-balancer' },
        },
      ],
    },
  ],
});
