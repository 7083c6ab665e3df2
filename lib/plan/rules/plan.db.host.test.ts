import { databaseSchema, type Plan } from '@/lib/plan/schema';
import { planDbHost } from './plan.db.host';
import { testRule } from './testing';

const at = (host: string) => ({
  plan: (plan: Plan) => {
    plan.database = databaseSchema.parse({ kind: 'external', host });
  },
});
const found = (problem: string, host: string) => ({
  severity: 'block' as const,
  path: 'database.host',
  values: { problem, found: host },
});

testRule(planDbHost, {
  accepted: [
    { title: 'the built-in one' },
    { title: 'a name', ...at('mysql.corp.example') },
    { title: 'an address', ...at('10.0.0.51') },
  ],
  rejected: [
    { title: 'empty', ...at(''), findings: [found('empty', '')] },
    { title: 'with its port', ...at('10.0.0.51:3306'), findings: [found('format', '10.0.0.51:3306')] },
    { title: 'loopback', ...at('127.0.0.1'), findings: [found('format', '127.0.0.1')] },
  ],
});
