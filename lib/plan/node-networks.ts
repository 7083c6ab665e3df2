import { type Cidr, networkOf } from './cidr';
import type { FactsByHost } from './facts';
import { parseIpv4 } from './ipv4';
import { internalAddressOf, type Plan, type PlanHost } from './schema';

/** Names a host in a message even while it has no name. */
export function labelOf(plan: Plan, host: PlanHost): string {
  return host.name || host.address || `#${plan.hosts.indexOf(host) + 1}`;
}

/**
 * Networks that the host has an interface in, from its facts; empty when it was never reached. A /32 is left out: that is
 * how Keepalived puts the virtual address itself on a host.
 */
export function networksOfHost(facts: FactsByHost, host: PlanHost): Cidr[] {
  return (facts[host.name]?.addresses ?? []).flatMap(({ address, prefix, family }) => {
    const value = family === 'inet' && prefix < 32 ? parseIpv4(address) : null;
    return value === null ? [] : [networkOf(value, prefix)];
  });
}

/** The network that carries the host's internal address, or null while its facts don't say. */
export function nodeNetworkOf(facts: FactsByHost, host: PlanHost): Cidr | null {
  const own = internalAddressOf(host);
  const found = facts[host.name]?.addresses.find(({ address, prefix }) => address === own && prefix < 32);
  const value = parseIpv4(own);
  return found && value !== null ? networkOf(value, found.prefix) : null;
}
