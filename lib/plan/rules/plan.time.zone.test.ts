import { sampleFactsOf } from '@/lib/plan/samples';
import { planTimeZone } from './plan.time.zone';
import { testRule } from './testing';

testRule(planTimeZone, {
  accepted: [
    { title: 'one zone', facts: sampleFactsOf },
    {
      title: 'an unknown zone is not another one',
      facts: (plan) =>
        sampleFactsOf(plan, ({ clock }, host) => {
          if (host === 'node-1') clock.timezone = '';
        }),
    },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'one of three in another zone',
      facts: (plan) =>
        sampleFactsOf(plan, ({ clock }, host) => {
          if (host === 'node-1') clock.timezone = 'Asia/Shanghai';
        }),
      findings: [
        { severity: 'info', hosts: ['node-1'], values: { found: 'UTC (node-2, node-3), Asia/Shanghai (node-1)' } },
      ],
    },
  ],
});
