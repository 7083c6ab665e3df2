import type { HostFacts } from '@/lib/plan/facts';
import { type Found, rule } from '@/lib/plan/rule';

const kinds: { problem: string; severity: 'block' | 'warn'; of: (facts: HostFacts) => string }[] = [
  { problem: 'machineId', severity: 'block', of: ({ machineId }) => machineId },
  { problem: 'hostname', severity: 'warn', of: ({ hostname }) => hostname.toLowerCase() },
];

/**
 * Two hosts with one machine id are one machine under two addresses, or clones of one disk whose DHCP leases and network
 * addresses derive from it. One hostname is only a hint of that: the install sets the plan's names.
 */
export const planHostIdentity = rule('plan.host.identity', 'hosts', ({ plan, facts }) => {
  return kinds.flatMap(({ problem, severity, of }): Found[] => {
    const first = new Map<string, string>();
    return plan.hosts.flatMap((host, index): Found[] => {
      const known = facts[host.name];
      const found = known ? of(known) : '';
      const other = first.get(found);
      if (found === '') return [];
      if (other === undefined) first.set(found, host.name);
      if (other === undefined || other === host.name) return [];
      const values = { problem, host: host.name, other, found };
      return [{ severity, hosts: [other, host.name], path: `hosts.${index}.address`, values }];
    });
  });
});
