import type { Plan, ServiceRole } from '@/lib/plan/schema';
import { planDbPair } from './plan.db.pair';
import { testRule } from './testing';

const pair = (...holders: [number, ServiceRole][]) => ({
  plan: (plan: Plan) => {
    plan.database = { kind: 'mysql-pair', replication: 'semi-synchronous' };
    for (const [index, role] of holders) plan.hosts[index]?.roles.push(role);
  },
});
const found = (problem: string, count: number, fix: string, hosts: string[] = []) => ({
  severity: 'block' as const,
  path: 'database.kind',
  hosts,
  values: { problem, found: count },
  fix,
});

testRule(planDbPair, {
  accepted: [
    { title: 'another database' },
    { title: 'a primary and a replica', ...pair([0, 'mysql-primary'], [1, 'mysql-replica']) },
    {
      title: 'a primary and two replicas',
      ...pair([0, 'mysql-primary'], [1, 'mysql-replica'], [2, 'mysql-replica']),
    },
  ],
  rejected: [
    {
      title: 'nobody',
      ...pair(),
      findings: [found('primary', 0, 'give-role'), found('replica', 0, 'give-role')],
    },
    {
      title: 'two primaries',
      ...pair([0, 'mysql-primary'], [1, 'mysql-primary'], [2, 'mysql-replica']),
      findings: [found('primary', 2, 'drop-role', ['node-1', 'node-2'])],
    },
    {
      title: 'both on one host',
      ...pair([0, 'mysql-primary'], [0, 'mysql-replica']),
      findings: [found('same', 1, 'drop-role', ['node-1'])],
    },
  ],
});
