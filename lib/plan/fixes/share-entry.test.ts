import { withRainbond } from '@/lib/plan/samples';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import { shareEntry } from './share-entry';
import { testFix } from './testing';

const kindsOf = ({ entry }: Plan) => [
  entry.api.kind,
  entry.application.kind === 'keepalived' && entry.application.address,
];

testFix(shareEntry, [
  {
    title: 'one address that both entries hold',
    plan: ({ entry }) => {
      if (entry.api.kind === 'keepalived') entry.application = { ...entry.api };
    },
    rule: 'plan.vip.twice',
    says: 'Use 10.0.0.100 for applications and the API',
    gives: kindsOf,
    expected: ['application-entry', '10.0.0.100'],
    stale: ({ hosts }) => {
      (hosts[0] as PlanHost).roles = ['gateway'];
    },
  },
  {
    title: 'Rainbond without an entry, on the API’s address',
    plan: (plan) =>
      withRainbond(plan, '6.x', ({ entry }) => {
        entry.application = { kind: 'none' };
      }),
    rule: 'plan.entry.none',
    says: 'Use 10.0.0.100 for applications and the API',
    gives: kindsOf,
    expected: ['application-entry', '10.0.0.100'],
    stale: ({ entry }) => {
      if (entry.api.kind === 'keepalived') entry.api.address = '10.0.0.200';
    },
  },
]);
