import { labelOf } from '@/lib/plan/node-networks';
import { type Found, rule } from '@/lib/plan/rule';

/** A load balancer whose address is a host of the plan dies with that host, and wants the ports that the host serves. */
export const planEntryBalancer = rule('plan.entry.balancer', 'entry', ({ plan }) => {
  return (['api', 'application'] as const).flatMap((entry): Found[] => {
    const choice = plan.entry[entry];
    if (choice.kind !== 'load-balancer' || choice.address === '') return [];
    const host = plan.hosts.find(({ address, internalAddress }) => [address, internalAddress].includes(choice.address));
    if (!host) return [];
    const values = { entry, found: choice.address, host: labelOf(plan, host) };
    return [{ severity: 'warn', hosts: [host.name], path: `entry.${entry}.address`, values }];
  });
});
