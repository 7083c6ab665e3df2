import { databaseSchema, type Plan } from '@/lib/plan/schema';
import { planDbBoth } from './plan.db.both';
import { testRule } from './testing';

const named = (consoleDatabase: string, regionDatabase: string) => ({
  plan: (plan: Plan) => {
    plan.database = databaseSchema.parse({ kind: 'external', consoleDatabase, regionDatabase });
  },
});
const found = (problem: string, which: string, name: string, fix?: string) => ({
  severity: 'block' as const,
  path: `database.${which}`,
  values: { problem, which, found: name },
  ...(fix ? { fix } : {}),
});

testRule(planDbBoth, {
  accepted: [
    { title: 'both by their usual names', ...named('console', 'region') },
    { title: 'both by others', ...named('rbd_console', 'rbd_region') },
    { title: 'the built-in MySQL' },
  ],
  rejected: [
    {
      title: 'no region',
      ...named('console', ''),
      findings: [found('empty', 'regionDatabase', '', 'name-databases')],
    },
    {
      title: 'no console',
      ...named('', 'region'),
      findings: [found('empty', 'consoleDatabase', '', 'name-databases')],
    },
    {
      title: 'one for both',
      ...named('rainbond', 'rainbond'),
      findings: [found('same', 'regionDatabase', 'rainbond', 'name-databases')],
    },
    {
      title: 'a name that wants quotes',
      ...named('console', 'region-1'),
      findings: [found('format', 'regionDatabase', 'region-1')],
    },
  ],
});
