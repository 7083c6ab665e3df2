import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';

export const planVipHost = rule('plan.vip.host', 'entry', ({ plan }) => {
  return (['api', 'application'] as const).flatMap((entry) => {
    const choice = plan.entry[entry];
    if (choice.kind !== 'keepalived' || choice.address === '') return [];
    // Only the plan's addresses: after an install, facts show the virtual address on the host that holds it.
    const holder = plan.hosts.find(
      (host) => host.address === choice.address || host.internalAddress === choice.address,
    );
    if (!holder) return [];
    const values = { found: choice.address, host: labelOf(plan, holder) };
    return [{ severity: 'block' as const, hosts: [holder.name], path: `entry.${entry}.address`, values }];
  });
});
