import { contains, formatCidr, networkOf } from '@/lib/plan/cidr';
import { parseIpv4 } from '@/lib/plan/ipv4';
import { networksOfHost } from '@/lib/plan/node-networks';
import { type Found, type RuleContext, rule } from '@/lib/plan/rule';
import { hostsWithRole, internalAddressOf, type PlanHost } from '@/lib/plan/schema';

type Problem = { problem: 'outside' | 'network' | 'broadcast'; host: string; network: string };

function knownProblem({ facts }: RuleContext, host: PlanHost, vip: number): Problem[] {
  const networks = networksOfHost(facts, host);
  if (networks.length === 0) return [];
  const network = networks.map(formatCidr).join(', ');
  const home = networks.find((range) => contains(range, vip));
  if (!home) return [{ problem: 'outside', host: host.name, network }];
  // A /31 has neither (RFC 3021).
  if (home.prefix >= 31) return [];
  if (vip === home.first) return [{ problem: 'network', host: host.name, network: formatCidr(home) }];
  return vip === home.last ? [{ problem: 'broadcast', host: host.name, network: formatCidr(home) }] : [];
}

/** No holder's network is known, and the address shares its first three octets with none of them. */
function looksFarAway({ facts }: RuleContext, holders: PlanHost[], vip: number): boolean {
  const guesses = holders.flatMap((host) => {
    const address = parseIpv4(internalAddressOf(host));
    return address === null ? [] : [networkOf(address, 24)];
  });
  const unknown = holders.every((host) => networksOfHost(facts, host).length === 0);
  return unknown && guesses.length > 0 && !guesses.some((range) => contains(range, vip));
}

/**
 * VRRP moves an address within one layer-2 network, so it must lie in a network of every host that may hold it. Facts
 * say which those are; without facts a /24 is a guess, good for a warning only.
 */
export const planVipSubnet = rule('plan.vip.subnet', 'entry', (context) => {
  const { plan } = context;
  return (['api', 'application'] as const).flatMap((entry): Found[] => {
    const choice = plan.entry[entry];
    const vip = choice.kind === 'keepalived' ? parseIpv4(choice.address) : null;
    if (vip === null || choice.kind !== 'keepalived') return [];
    const path = `entry.${entry}.address`;
    const holders = hostsWithRole(plan, entry === 'api' ? 'control-plane' : 'gateway');
    const known = holders.flatMap((host) => knownProblem(context, host, vip));
    const wrong = known.map(({ problem, host, network }) => ({
      severity: 'block' as const,
      hosts: [host],
      path,
      values: { problem, found: choice.address, host, network },
    }));
    if (wrong.length > 0 || !looksFarAway(context, holders, vip)) return wrong;
    return [
      { severity: 'warn' as const, path, values: { problem: 'unknown', found: choice.address, host: '', network: '' } },
    ];
  });
});
