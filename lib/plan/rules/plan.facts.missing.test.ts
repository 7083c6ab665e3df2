import { sampleFacts, sampleFactsOf } from '@/lib/plan/samples';
import { planFactsMissing } from './plan.facts.missing';
import { testRule } from './testing';

testRule(planFactsMissing, {
  accepted: [
    { title: 'all reached', facts: sampleFactsOf },
    {
      title: 'no address to reach it at, which is another rule',
      plan: ({ hosts }) => {
        for (const host of hosts) host.address = '';
      },
    },
  ],
  rejected: [
    {
      title: 'one of three was never reached',
      facts: () => ({ 'node-1': sampleFacts('10.0.0.11'), 'node-3': sampleFacts('10.0.0.13') }),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-2'],
          path: 'hosts.1.address',
          values: { host: 'node-2', address: '10.0.0.12' },
        },
      ],
    },
  ],
});
