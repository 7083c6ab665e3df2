import { hostWithFewestRoles } from '@/lib/plan/fewest-roles';
import { giveRole } from '@/lib/plan/fixes/give-role';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

export const planGatewayHa = rule('plan.gateway.ha', 'hosts', ({ plan }) => {
  const [only, ...others] = hostsWithRole(plan, 'gateway');
  const used = plan.entry.application.kind !== 'none' || plan.rainbond.kind !== 'none';
  if (!used || !only || others.length > 0) return [];
  // With the API on the same entry, every gateway has to run it.
  const apiNeeded = plan.entry.api.kind === 'application-entry';
  const second =
    hostWithFewestRoles(
      plan,
      ({ roles }) => roles.includes('worker') && (!apiNeeded || roles.includes('control-plane')),
      only,
    ) ?? hostWithFewestRoles(plan, ({ roles }) => !apiNeeded || roles.includes('control-plane'), only);
  return [
    {
      severity: 'warn',
      hosts: [only.name],
      values: { host: only.name, entry: plan.entry.application.kind },
      fix: second && giveRole.offer({ host: second.name, role: 'gateway' }),
    },
  ];
});
