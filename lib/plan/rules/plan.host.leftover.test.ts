import { sampleFacts, sampleFactsOf } from '@/lib/plan/samples';
import { planHostLeftover } from './plan.host.leftover';
import { testRule } from './testing';

testRule(planHostLeftover, {
  accepted: [{ title: 'clean hosts', facts: sampleFactsOf }],
  rejected: [
    {
      title: 'an earlier etcd',
      facts: () => ({
        'node-1': sampleFacts('10.0.0.11', (facts) => {
          facts.leftovers = ['/etc/kubernetes', '/var/lib/etcd'];
        }),
      }),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { host: 'node-1', found: '/etc/kubernetes, /var/lib/etcd' },
        },
      ],
    },
  ],
});
