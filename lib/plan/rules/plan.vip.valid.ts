import { isDnsName } from '@/lib/plan/host-name';
import { isHostAddress, looksNumeric, parseIpv4 } from '@/lib/plan/ipv4';
import { rule } from '@/lib/plan/rule';

/** Keepalived holds an IPv4 address; a load balancer may have a name. */
export const planVipValid = rule('plan.vip.valid', 'entry', ({ plan }) => {
  const { api, application } = plan.entry;
  return [
    { entry: 'api', choice: api },
    { entry: 'application', choice: application },
  ].flatMap(({ entry, choice }) => {
    if (!('address' in choice) || choice.address === '') return [];
    const value = parseIpv4(choice.address);
    const named = choice.kind === 'load-balancer' && !looksNumeric(choice.address) && isDnsName(choice.address);
    if (named || (value !== null && isHostAddress(value))) return [];
    const values = { problem: value === null ? 'format' : 'special', found: choice.address, kind: choice.kind };
    return [{ severity: 'block' as const, path: `entry.${entry}.address`, values }];
  });
});
