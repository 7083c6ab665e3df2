import { type Found, rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';
import { offerService, onlyOneTooMany, withdrawService } from '@/lib/plan/service-hosts';

/** A pair is one primary and at least one replica, on different hosts. */
export const planDbPair = rule('plan.db.pair', 'database', ({ plan }) => {
  if (plan.database.kind !== 'mysql-pair') return [];
  const path = 'database.kind';
  const primaries = hostsWithRole(plan, 'mysql-primary');
  const replicas = hostsWithRole(plan, 'mysql-replica');
  const found: Found[] = [];
  const say = (problem: string, count: number, more: Partial<Found>) =>
    found.push({ severity: 'block', path, values: { problem, found: count }, ...more });
  const last = primaries.at(-1);
  if (!last) say('primary', 0, { fix: offerService(plan, 'mysql-primary', ['mysql-replica']) });
  else if (primaries.length > 1) {
    say('primary', primaries.length, {
      hosts: primaries.map((host) => host.name),
      fix: onlyOneTooMany(primaries, 'mysql-primary'),
    });
  }
  if (replicas.length === 0) say('replica', 0, { fix: offerService(plan, 'mysql-replica', ['mysql-primary']) });
  for (const host of primaries.filter(({ roles }) => roles.includes('mysql-replica'))) {
    say('same', 1, { hosts: [host.name], fix: withdrawService(host, 'mysql-replica') });
  }
  return found;
});
