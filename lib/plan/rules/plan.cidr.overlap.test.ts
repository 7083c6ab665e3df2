import { sampleFactsOf } from '@/lib/plan/samples';
import { planCidrOverlap } from './plan.cidr.overlap';
import { testRule } from './testing';

testRule(planCidrOverlap, {
  accepted: [
    { title: 'the defaults, hosts known', facts: sampleFactsOf },
    {
      title: 'a range beside a host whose network is not known',
      plan: ({ kubernetes }) => {
        kubernetes.podCidr = '10.0.0.128/25';
      },
    },
  ],
  rejected: [
    {
      title: 'services inside pods',
      plan: ({ kubernetes }) => {
        kubernetes.serviceCidr = '10.244.0.0/20';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.serviceCidr',
          values: { first: 'services', firstRange: '10.244.0.0/20', second: 'pods', secondRange: '10.244.0.0/16' },
          fix: 'set-network',
        },
      ],
    },
    {
      title: "the hosts' network, as facts know it",
      plan: ({ kubernetes }) => {
        kubernetes.podCidr = '10.0.0.128/25';
      },
      facts: sampleFactsOf,
      findings: [
        {
          severity: 'block',
          hosts: ['node-1', 'node-2', 'node-3'],
          path: 'kubernetes.podCidr',
          values: { first: 'pods', firstRange: '10.0.0.128/25', second: 'nodes', secondRange: '10.0.0.0/24' },
          fix: 'set-network',
        },
      ],
    },
    {
      title: 'a host and the virtual address, without facts',
      plan: ({ kubernetes, hosts }) => {
        hosts.splice(1);
        kubernetes.podCidr = '10.0.0.0/16';
      },
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'kubernetes.podCidr',
          values: { first: 'pods', firstRange: '10.0.0.0/16', second: 'host', secondRange: '10.0.0.11/32' },
          fix: 'set-network',
        },
        {
          severity: 'block',
          path: 'kubernetes.podCidr',
          values: { first: 'pods', firstRange: '10.0.0.0/16', second: 'vip', secondRange: '10.0.0.100/32' },
          fix: 'set-network',
        },
      ],
    },
  ],
});
