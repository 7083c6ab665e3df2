import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planRainbondVolumes } from './plan.rainbond.volumes';
import { testRule } from './testing';

const volumes = (sharedVolumes: boolean, change: (plan: Plan) => void = () => {}) => ({
  plan: (plan: Plan) =>
    withRainbond(plan, '6.x', (each) => {
      Object.assign(each.rainbond, { sharedVolumes });
      change(each);
    }),
});
const builtIn = (plan: Plan) => {
  plan.storage = { kind: 'built-in' };
};

testRule(planRainbondVolumes, {
  accepted: [
    { title: 'on the plan’s class', ...volumes(true) },
    { title: 'on local paths, where there is no class', ...volumes(false, builtIn) },
    { title: 'Rainbond 5.17', plan: (plan) => withRainbond(plan, '5.17') },
  ],
  rejected: [
    {
      title: 'on a class that isn’t there',
      ...volumes(true, builtIn),
      findings: [
        {
          severity: 'block',
          path: 'rainbond.sharedVolumes',
          values: { problem: 'noClass', name: '' },
          fix: 'set-shared-volumes',
        },
      ],
    },
    {
      title: 'on local paths beside a class',
      ...volumes(false),
      findings: [
        {
          severity: 'warn',
          path: 'rainbond.sharedVolumes',
          values: { problem: 'local', name: 'nfs-client' },
          fix: 'set-shared-volumes',
        },
      ],
    },
  ],
});
