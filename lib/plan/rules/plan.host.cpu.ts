import { hostNeeds } from '@/lib/plan/host-needs';
import { type Found, rule } from '@/lib/plan/rule';

export const planHostCpu = rule('plan.host.cpu', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const found = facts[host.name]?.cpus;
    const missed = hostNeeds(plan, host).find(({ cpus }) => found !== undefined && found < cpus);
    if (found === undefined || !missed) return [];
    const values = { host: host.name, found, needed: missed.cpus, why: missed.why };
    return [{ severity: missed.severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
  });
});
