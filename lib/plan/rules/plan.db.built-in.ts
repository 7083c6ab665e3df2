import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** One pod without a copy of its data. 5.17 puts it on the first build node's disk, 6.x on a volume. */
export const planDbBuiltIn = rule('plan.db.built-in', 'database', ({ plan }) => {
  const { rainbond, database } = plan;
  if (rainbond.kind === 'none' || database.kind !== 'built-in') return [];
  const host = rainbond.kind === '5.17' ? (hostsWithRole(plan, 'build')[0]?.name ?? '') : '';
  const values = { problem: host === '' ? 'pod' : 'host', host };
  return [{ severity: 'warn', path: 'database.kind', hosts: host === '' ? [] : [host], values }];
});
