import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planDbVersion } from './plan.db.version';
import { testRule } from './testing';

const mysql57 = (kind: '5.17' | '6.x') => (plan: Plan) =>
  withRainbond(plan, kind, ({ database }) => {
    Object.assign(database, { version: '5.7' });
  });

testRule(planDbVersion, {
  accepted: [
    { title: '8.0 for Rainbond 6.x', plan: withRainbond },
    { title: '5.7 for Rainbond 5.17', plan: mysql57('5.17') },
  ],
  rejected: [
    {
      title: '5.7 for Rainbond 6.x',
      plan: mysql57('6.x'),
      findings: [
        { severity: 'block', path: 'database.version', values: { found: '5.7', needed: '8.0', rainbond: '6.9.3' } },
      ],
    },
  ],
});
