import { withRainbond } from '@/lib/plan/samples';
import { databaseSchema, etcdSchema } from '@/lib/plan/schema';
import { planServiceUnused } from './plan.service.unused';
import { testRule } from './testing';

const external = etcdSchema.parse({ kind: 'external' });

testRule(planServiceUnused, {
  accepted: [
    { title: 'what a new plan says' },
    {
      title: 'an etcd that 5.17 uses',
      plan: (plan) =>
        withRainbond(plan, '5.17', (each) => {
          each.etcd = external;
        }),
    },
  ],
  rejected: [
    {
      title: 'etcd and database without Rainbond',
      plan: (plan) => {
        plan.etcd = external;
        plan.database = databaseSchema.parse({ kind: 'external' });
      },
      findings: [
        { severity: 'info', section: 'etcd', path: 'etcd.kind', values: { service: 'etcd', rainbond: 'none' } },
        {
          severity: 'info',
          section: 'database',
          path: 'database.kind',
          values: { service: 'database', rainbond: 'none' },
        },
      ],
    },
    {
      title: 'an etcd for Rainbond 6.x',
      plan: (plan) =>
        withRainbond(plan, '6.x', (each) => {
          each.etcd = external;
        }),
      findings: [
        { severity: 'info', section: 'etcd', path: 'etcd.kind', values: { service: 'etcd', rainbond: '6.x' } },
      ],
    },
  ],
});
