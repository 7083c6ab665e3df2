import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { nameDatabases } from './name-databases';
import { testFix } from './testing';

const names = (consoleDatabase: string, regionDatabase: string) => (plan: Plan) =>
  withRainbond(plan, '6.x', ({ database }) => {
    Object.assign(database, { consoleDatabase, regionDatabase });
  });
const namesOf = ({ database }: Plan) =>
  database.kind === 'external' && [database.consoleDatabase, database.regionDatabase];

testFix(nameDatabases, [
  {
    title: 'the missing one gets its usual name, the other keeps its own',
    plan: names('rainbond', ''),
    rule: 'plan.db.both',
    says: 'Name the databases rainbond and region',
    gives: namesOf,
    expected: ['rainbond', 'region'],
    stale: (plan) => {
      plan.database = { kind: 'built-in' };
    },
  },
  {
    title: 'one name for both',
    plan: names('rainbond', 'rainbond'),
    rule: 'plan.db.both',
    says: 'Name the databases console and region',
    gives: namesOf,
    expected: ['console', 'region'],
  },
  {
    title: 'the usual name of the missing one is taken by the other',
    plan: names('region', ''),
    rule: 'plan.db.both',
    says: 'Name the databases console and region',
    gives: namesOf,
    expected: ['console', 'region'],
  },
]);
