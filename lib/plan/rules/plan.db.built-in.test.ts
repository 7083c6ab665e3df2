import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planDbBuiltIn } from './plan.db.built-in';
import { testRule } from './testing';

const builtIn = (kind: '5.17' | '6.x') => (plan: Plan) =>
  withRainbond(plan, kind, (each) => {
    each.database = { kind: 'built-in' };
  });

testRule(planDbBuiltIn, {
  accepted: [{ title: 'no Rainbond' }, { title: 'an external MySQL', plan: withRainbond }],
  rejected: [
    {
      title: 'a pod of 6.x',
      plan: builtIn('6.x'),
      findings: [{ severity: 'warn', path: 'database.kind', values: { problem: 'pod', host: '' } }],
    },
    {
      title: 'a pod of 5.17 on the first build host',
      template: 'six-hosts',
      plan: builtIn('5.17'),
      findings: [
        { severity: 'warn', hosts: ['node-4'], path: 'database.kind', values: { problem: 'host', host: 'node-4' } },
      ],
    },
  ],
});
