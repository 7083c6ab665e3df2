import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planEntryNone } from './plan.entry.none';
import { testRule } from './testing';

const without = (plan: Plan) =>
  withRainbond(plan, '6.x', ({ entry }) => {
    entry.application = { kind: 'none' };
  });

testRule(planEntryNone, {
  accepted: [{ title: 'Rainbond with an entry', plan: withRainbond }, { title: 'no applications from outside' }],
  rejected: [
    {
      title: 'Rainbond on the API’s virtual address',
      plan: without,
      findings: [
        {
          severity: 'warn',
          path: 'entry.application.kind',
          values: { host: 'node-1', gateways: 3 },
          fix: 'share-entry',
        },
      ],
    },
    {
      title: 'gateways that can’t take the API’s address',
      template: 'six-hosts',
      plan: without,
      findings: [{ severity: 'warn', path: 'entry.application.kind', values: { host: 'node-4', gateways: 3 } }],
    },
  ],
});
