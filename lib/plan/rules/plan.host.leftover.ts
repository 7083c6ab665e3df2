import { rule } from '@/lib/plan/rule';

export const planHostLeftover = rule('plan.host.leftover', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index) => {
    const leftovers = facts[host.name]?.leftovers ?? [];
    if (leftovers.length === 0) return [];
    const values = { host: host.name, found: leftovers.join(', ') };
    return [{ severity: 'warn' as const, hosts: [host.name], path: `hosts.${index}.address`, values }];
  });
});
