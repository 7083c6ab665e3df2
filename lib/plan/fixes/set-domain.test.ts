import { withRainbond } from '@/lib/plan/samples';
import { setDomain } from './set-domain';
import { testFix } from './testing';

testFix(setDomain, [
  {
    title: 'capitals and the dot at the end go',
    plan: (plan) =>
      withRainbond(plan, '6.x', ({ rainbond }) => {
        Object.assign(rainbond, { domainSuffix: 'Apps.Corp.Example.' });
      }),
    rule: 'plan.rainbond.domain',
    says: 'Write apps.corp.example',
    gives: ({ rainbond }) => rainbond.kind !== 'none' && rainbond.domainSuffix,
    expected: 'apps.corp.example',
    stale: (plan) => {
      plan.rainbond = { kind: 'none' };
    },
  },
]);
