import { sampleFactsOf } from '@/lib/plan/samples';
import { planHostSystemd } from './plan.host.systemd';
import { testRule } from './testing';

testRule(planHostSystemd, {
  accepted: [{ title: 'systemd', facts: sampleFactsOf }, { title: 'unknown hosts' }],
  rejected: [
    {
      title: 'another init',
      facts: (plan) =>
        sampleFactsOf(plan, (facts, host) => {
          if (host === 'node-2') facts.systemd = '';
        }),
      findings: [{ severity: 'block', hosts: ['node-2'], path: 'hosts.1.address', values: { host: 'node-2' } }],
    },
  ],
});
