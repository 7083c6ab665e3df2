import { isDnsName } from '@/lib/plan/host-name';
import { isHostAddress, looksNumeric, parseIpv4 } from '@/lib/plan/ipv4';
import { rule } from '@/lib/plan/rule';

export const planDbHost = rule('plan.db.host', 'database', ({ plan }) => {
  if (plan.database.kind !== 'external') return [];
  const found = plan.database.host;
  const value = parseIpv4(found);
  const named = !looksNumeric(found) && isDnsName(found);
  if (named || (value !== null && isHostAddress(value))) return [];
  return [{ severity: 'block', path: 'database.host', values: { problem: found === '' ? 'empty' : 'format', found } }];
});
