import { rule } from '@/lib/plan/rule';

/** The console on a host of its own cluster: that host can't be powered off or cleaned from it. */
export const planSlipwayHost = rule('plan.slipway.host', 'hosts', ({ plan }) => {
  const found = plan.slipway.host;
  if (found === '') return [];
  const path = 'slipway.host';
  if (!plan.hosts.some((host) => host.name === found)) {
    return [{ severity: 'block', path, values: { problem: 'unknown', found } }];
  }
  return [{ severity: 'warn', path, hosts: [found], values: { problem: 'target', found } }];
});
