import { type Found, rule } from '@/lib/plan/rule';

/** A choice that only Rainbond would use, in a plan where it doesn't. */
export const planServiceUnused = rule('plan.service.unused', 'etcd', ({ plan }) => {
  const { rainbond, etcd, database } = plan;
  const found: Found[] = [];
  if (rainbond.kind !== '5.17' && etcd.kind !== 'kubernetes') {
    found.push({ severity: 'info', path: 'etcd.kind', values: { service: 'etcd', rainbond: rainbond.kind } });
  }
  if (rainbond.kind === 'none' && database.kind !== 'built-in') {
    const values = { service: 'database', rainbond: rainbond.kind };
    found.push({ severity: 'info', section: 'database', path: 'database.kind', values });
  }
  return found;
});
