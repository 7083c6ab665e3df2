import { planCidrValid } from './plan.cidr.valid';
import { testRule } from './testing';

testRule(planCidrValid, {
  accepted: [
    { title: 'the defaults' },
    {
      title: 'services at both limits',
      plan: ({ kubernetes }) => {
        kubernetes.serviceCidr = '10.96.0.0/12';
      },
    },
    {
      title: 'a small service network',
      plan: ({ kubernetes }) => {
        kubernetes.serviceCidr = '10.96.0.0/28';
      },
    },
  ],
  rejected: [
    {
      title: 'an empty network',
      plan: ({ kubernetes }) => {
        kubernetes.podCidr = '';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.podCidr',
          values: { problem: 'empty', found: '', expected: '', range: 'pods' },
        },
      ],
    },
    {
      title: 'host bits',
      plan: ({ kubernetes }) => {
        kubernetes.podCidr = '10.244.1.0/16';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.podCidr',
          values: { problem: 'hostBits', found: '10.244.1.0/16', expected: '10.244.0.0/16', range: 'pods' },
          fix: 'set-network',
        },
      ],
    },
    {
      title: 'an address',
      plan: ({ kubernetes }) => {
        kubernetes.serviceCidr = '10.96.0.1';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.serviceCidr',
          values: { problem: 'format', found: '10.96.0.1', expected: '', range: 'services' },
        },
      ],
    },
    {
      title: 'more services than an API server takes',
      plan: ({ kubernetes }) => {
        kubernetes.serviceCidr = '10.0.0.0/11';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.serviceCidr',
          values: { problem: 'tooLarge', found: '10.0.0.0/11', expected: '', range: 'services' },
        },
      ],
    },
    {
      title: 'fewer than ten services',
      plan: ({ kubernetes }) => {
        kubernetes.serviceCidr = '10.96.0.0/29';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.serviceCidr',
          values: { problem: 'tooSmall', found: '10.96.0.0/29', expected: '', range: 'services' },
        },
      ],
    },
  ],
});
