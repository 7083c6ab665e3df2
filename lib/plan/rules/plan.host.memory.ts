import { hostNeeds } from '@/lib/plan/host-needs';
import { type Found, rule } from '@/lib/plan/rule';

/** MemTotal is what firmware and kernel left over: a machine sold as 8 GiB may show 7.3 (harvester allows the same tenth). */
const slack = 0.9;

export const planHostMemory = rule('plan.host.memory', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const bytes = facts[host.name]?.memoryBytes;
    const missed = hostNeeds(plan, host).find(
      ({ memoryGib }) => bytes !== undefined && bytes < memoryGib * 2 ** 30 * slack,
    );
    if (bytes === undefined || !missed) return [];
    const found = (bytes / 2 ** 30).toFixed(1);
    const values = { host: host.name, found, needed: missed.memoryGib, why: missed.why };
    return [{ severity: missed.severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
  });
});
