import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planRainbondPlain } from './plan.rainbond.plain';
import { testRule } from './testing';

const changed = (change: (plan: Plan) => void) => ({ plan: (plan: Plan) => withRainbond(plan, '6.x', change) });
const info = (what: string, path: string) => ({ severity: 'info' as const, path, values: { what } });

testRule(planRainbondPlain, {
  accepted: [
    { title: 'no Rainbond' },
    {
      title: 'a registry without a login, and the built-in MySQL',
      ...changed((plan) => {
        plan.database = { kind: 'built-in' };
        Object.assign(plan.registry, { credential: '' });
      }),
    },
  ],
  rejected: [
    {
      title: 'passwords of MySQL and of the registry',
      plan: withRainbond,
      findings: [info('database', 'database.credential'), info('registry', 'registry.credential')],
    },
    {
      title: 'the built-in registry',
      ...changed((plan) => {
        plan.database = { kind: 'built-in' };
        plan.registry = { kind: 'built-in' };
      }),
      findings: [info('hub', 'registry.kind')],
    },
  ],
});
