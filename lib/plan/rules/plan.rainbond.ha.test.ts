import { withRainbond } from '@/lib/plan/samples';
import { type Plan, storageSchema } from '@/lib/plan/schema';
import { planRainbondHa } from './plan.rainbond.ha';
import { testRule } from './testing';

const enabled = (enableHA: boolean, change: (plan: Plan) => void = () => {}) => ({
  plan: (plan: Plan) =>
    withRainbond(plan, '5.17', (each) => {
      Object.assign(each.rainbond, { enableHA });
      change(each);
    }),
});

testRule(planRainbondHa, {
  accepted: [
    { title: 'all that it needs', ...enabled(true) },
    { title: 'Rainbond 6.x, which has no such switch', plan: withRainbond },
    { title: 'off on one host', template: 'one-host', ...enabled(false) },
  ],
  rejected: [
    {
      title: 'off on three hosts',
      ...enabled(false),
      findings: [
        { severity: 'warn', path: 'rainbond.enableHA', values: { problem: 'off', hosts: 3 }, fix: 'set-enable-ha' },
      ],
    },
    {
      title: 'off where setting it would block',
      ...enabled(false, (plan) => {
        plan.database = { kind: 'built-in' };
      }),
      findings: [{ severity: 'warn', path: 'rainbond.enableHA', values: { problem: 'off', hosts: 3 } }],
    },
    {
      title: 'on with everything built in or on one node at a time',
      ...enabled(true, (plan) => {
        plan.database = { kind: 'built-in' };
        plan.etcd = { kind: 'built-in' };
        plan.storage = storageSchema.parse({ kind: 'ceph' });
      }),
      findings: [
        { severity: 'block', section: 'database', path: 'database.kind', values: { problem: 'database', hosts: 3 } },
        {
          severity: 'block',
          section: 'etcd',
          path: 'etcd.kind',
          values: { problem: 'etcd', hosts: 3 },
          fix: 'share-kubernetes-etcd',
        },
        { severity: 'block', section: 'storage', path: 'storage.kind', values: { problem: 'storage', hosts: 3 } },
      ],
    },
  ],
});
