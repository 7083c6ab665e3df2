import { kernelNeeds } from '@/lib/plan/kernel-needs';
import { type Found, rule } from '@/lib/plan/rule';
import { isAtLeast } from '@/lib/plan/version';

export const planHostKernel = rule('plan.host.kernel', 'hosts', ({ plan, facts }) => {
  const needs = kernelNeeds(plan);
  return plan.hosts.flatMap((host, index): Found[] => {
    const found = facts[host.name]?.kernel ?? '';
    const missed = needs.find(({ needed }) => isAtLeast(found, needed) === false);
    if (!missed) return [];
    const values = { host: host.name, found, needed: missed.needed, why: missed.why };
    return [{ severity: missed.severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
  });
});
