import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

export const planGatewayHa = rule('plan.gateway.ha', 'hosts', ({ plan }) => {
  const gateways = hostsWithRole(plan, 'gateway');
  const used = plan.entry.application.kind !== 'none' || plan.rainbond.kind !== 'none';
  if (!used || gateways.length !== 1) return [];
  const hosts = gateways.map((host) => host.name);
  return [{ severity: 'warn', hosts, values: { host: hosts.join(', '), entry: plan.entry.application.kind } }];
});
