import { sampleFactsOf } from '@/lib/plan/samples';
import { planArchUniform } from './plan.arch.uniform';
import { testRule } from './testing';

testRule(planArchUniform, {
  accepted: [{ title: 'one architecture', facts: sampleFactsOf }, { title: 'unknown' }],
  rejected: [
    {
      title: 'an arm64 host among amd64',
      facts: (plan) =>
        sampleFactsOf(plan, (facts, host) => {
          if (host === 'node-2') facts.architecture = 'arm64';
        }),
      findings: [{ severity: 'block', hosts: ['node-2'], values: { found: 'amd64 (node-1, node-3), arm64 (node-2)' } }],
    },
  ],
});
