import { withRainbond } from '@/lib/plan/samples';
import { rainbondSchema } from '@/lib/plan/schema';
import { setEnableHa } from './set-enable-ha';
import { testFix } from './testing';

testFix(setEnableHa, [
  {
    title: 'three hosts whose plan has all that it needs',
    plan: (plan) =>
      withRainbond(plan, '5.17', ({ rainbond }) => {
        if (rainbond.kind === '5.17') rainbond.enableHA = false;
      }),
    rule: 'plan.rainbond.ha',
    says: 'Set enableHA',
    gives: ({ rainbond }) => rainbond.kind === '5.17' && rainbond.enableHA,
    expected: true,
    stale: (plan) => {
      plan.rainbond = rainbondSchema.parse({ kind: '6.x' });
    },
  },
]);
