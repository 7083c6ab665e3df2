import { sampleFactsOf } from '@/lib/plan/samples';
import { planBundleArch } from './plan.bundle.arch';
import { testRule } from './testing';

testRule(planBundleArch, {
  accepted: [{ title: 'the same architecture', facts: sampleFactsOf }, { title: 'hosts unknown' }],
  rejected: [
    {
      title: 'an arm64 host',
      facts: (plan) =>
        sampleFactsOf(plan, (facts, host) => {
          if (host === 'node-2') facts.architecture = 'arm64';
        }),
      findings: [
        {
          severity: 'block',
          hosts: ['node-2'],
          path: 'artifacts.folder',
          values: { found: 'amd64', needed: 'arm64', hosts: 'node-2' },
        },
      ],
    },
  ],
});
