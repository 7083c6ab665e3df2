import { hostNeeds, isMemoryFor } from '@/lib/plan/host-needs';
import { type Found, rule } from '@/lib/plan/rule';

export const planHostMemory = rule('plan.host.memory', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const bytes = facts[host.name]?.memoryBytes;
    const missed = hostNeeds(plan, host).find((need) => bytes !== undefined && !isMemoryFor(bytes, need));
    if (bytes === undefined || !missed) return [];
    const found = (bytes / 2 ** 30).toFixed(1);
    const values = { host: host.name, found, needed: missed.memoryGib, why: missed.why };
    return [{ severity: missed.severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
  });
});
