import { rule } from '@/lib/plan/rule';
import { isServiceAddress } from '@/lib/plan/service-address';

export const planDbHost = rule('plan.db.host', 'database', ({ plan }) => {
  if (plan.database.kind !== 'external') return [];
  const found = plan.database.host;
  if (isServiceAddress(found)) return [];
  return [{ severity: 'block', path: 'database.host', values: { problem: found === '' ? 'empty' : 'format', found } }];
});
