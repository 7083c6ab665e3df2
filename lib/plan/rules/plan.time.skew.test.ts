import { sampleFacts, sampleFactsOf } from '@/lib/plan/samples';
import { planTimeSkew } from './plan.time.skew';
import { testRule } from './testing';

testRule(planTimeSkew, {
  accepted: [
    {
      title: 'exactly one second',
      facts: (plan) =>
        sampleFactsOf(plan, ({ clock }, host) => {
          if (host === 'node-2') clock.offsetMs = 1000;
        }),
    },
    {
      title: 'one clock is nothing to compare',
      facts: () => ({
        'node-1': sampleFacts('10.0.0.11', ({ clock }) => {
          clock.offsetMs = 9000;
        }),
      }),
    },
  ],
  rejected: [
    {
      title: 'a little more than one second',
      facts: (plan) =>
        sampleFactsOf(plan, ({ clock }, host) => {
          if (host === 'node-2') clock.offsetMs = 1100;
        }),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1', 'node-2'],
          values: { found: 1.1, needed: 1, fast: 'node-2', slow: 'node-1' },
        },
      ],
    },
    {
      title: 'exactly five seconds behind',
      facts: (plan) =>
        sampleFactsOf(plan, ({ clock }, host) => {
          if (host === 'node-2') clock.offsetMs = -5000;
        }),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-2', 'node-3'],
          values: { found: 5, needed: 1, fast: 'node-3', slow: 'node-2' },
        },
      ],
    },
    {
      title: 'more than five seconds',
      facts: (plan) =>
        sampleFactsOf(plan, ({ clock }, host) => {
          if (host === 'node-2') clock.offsetMs = 5200;
        }),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1', 'node-2'],
          values: { found: 5.2, needed: 5, fast: 'node-2', slow: 'node-1' },
        },
      ],
    },
  ],
});
