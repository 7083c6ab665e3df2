import { withRainbond } from '@/lib/plan/samples';
import { rainbondSchema } from '@/lib/plan/schema';
import { setSharedVolumes } from './set-shared-volumes';
import { testFix } from './testing';

testFix(setSharedVolumes, [
  {
    title: 'a StorageClass that Rainbond doesn’t use',
    plan: (plan) =>
      withRainbond(plan, '6.x', ({ rainbond }) => {
        if (rainbond.kind === '6.x') rainbond.sharedVolumes = false;
      }),
    rule: 'plan.rainbond.volumes',
    says: 'Put Rainbond’s volumes on the StorageClass',
    gives: ({ rainbond }) => rainbond.kind === '6.x' && rainbond.sharedVolumes,
    expected: true,
    stale: (plan) => {
      plan.rainbond = rainbondSchema.parse({ kind: '5.17' });
    },
  },
  {
    title: 'a StorageClass that isn’t there',
    plan: (plan) =>
      withRainbond(plan, '6.x', (each) => {
        each.storage = { kind: 'built-in' };
      }),
    rule: 'plan.rainbond.volumes',
    says: 'Keep Rainbond’s volumes on local paths',
    gives: ({ rainbond }) => rainbond.kind === '6.x' && rainbond.sharedVolumes,
    expected: false,
  },
]);
