import { withRainbond } from '@/lib/plan/samples';
import { planStorageLocal } from './plan.storage.local';
import { testRule } from './testing';

testRule(planStorageLocal, {
  accepted: [{ title: 'Kubernetes without volumes' }, { title: 'Rainbond on NFS', plan: withRainbond }],
  rejected: [
    {
      title: 'local paths',
      plan: (plan) => {
        plan.storage = { kind: 'built-in' };
      },
      findings: [{ severity: 'warn', path: 'storage.kind', values: { problem: 'local', workers: 3 } }],
    },
    {
      title: 'Rainbond 6.x without storage, which then makes local paths',
      plan: (plan) =>
        withRainbond(plan, '6.x', (each) => {
          each.storage = { kind: 'none' };
        }),
      findings: [{ severity: 'warn', path: 'storage.kind', values: { problem: 'local', workers: 3 } }],
    },
    {
      title: 'Rainbond 5.17 without storage, which then makes one NFS pod',
      plan: (plan) =>
        withRainbond(plan, '5.17', (each) => {
          each.storage = { kind: 'none' };
        }),
      findings: [{ severity: 'warn', path: 'storage.kind', values: { problem: 'nfs', workers: 3 } }],
    },
  ],
});
