import { planGatewayHa } from './plan.gateway.ha';
import { testRule } from './testing';

testRule(planGatewayHa, {
  accepted: [
    {
      title: 'one gateway that nobody enters by',
      plan: ({ hosts }) => {
        hosts.splice(1);
      },
    },
    {
      title: 'three gateways behind a load balancer',
      plan: ({ entry }) => {
        entry.application = { kind: 'load-balancer', address: '10.0.0.9', declared: '' };
      },
    },
  ],
  rejected: [
    {
      title: 'one gateway behind a load balancer',
      plan: ({ hosts, entry }) => {
        hosts.splice(1);
        entry.application = { kind: 'load-balancer', address: '10.0.0.9', declared: '' };
      },
      findings: [{ severity: 'warn', hosts: ['node-1'], values: { host: 'node-1', entry: 'load-balancer' } }],
    },
    {
      title: 'one gateway among three hosts',
      plan: ({ hosts, entry }) => {
        for (const host of hosts.slice(1)) host.roles = host.roles.filter((role) => role !== 'gateway');
        entry.application = { kind: 'load-balancer', address: '10.0.0.9', declared: '' };
      },
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1'],
          values: { host: 'node-1', entry: 'load-balancer' },
          fix: 'give-role',
        },
      ],
    },
  ],
});
