import { type Found, rule } from '@/lib/plan/rule';

/** A clock that nothing corrects is right today. Whether it is corrected is unknown on some systems. */
export const planTimeSync = rule('plan.time.sync', 'hosts', ({ plan, facts }) => {
  const found = plan.hosts.filter((host) => facts[host.name]?.clock.synchronized === false).map(({ name }) => name);
  if (found.length === 0) return [];
  return [{ severity: 'info', hosts: found, values: { hosts: found.join(', ') } } satisfies Found];
});
