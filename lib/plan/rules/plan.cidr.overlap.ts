import { type Cidr, cidrOrNull, formatCidr, networkOf, overlaps } from '@/lib/plan/cidr';
import { parseIpv4 } from '@/lib/plan/ipv4';
import { nodeNetworkOf } from '@/lib/plan/node-networks';
import { type RuleContext, rule } from '@/lib/plan/rule';
import { internalAddressOf } from '@/lib/plan/schema';

type Range = { kind: 'nodes' | 'host' | 'vip'; range: Cidr; hosts: string[] };

/** Node networks as facts know them; where they don't, at least the host's own address. */
function nodeRanges({ plan, facts }: RuleContext): Range[] {
  const ranges = new Map<string, Range>();
  for (const host of plan.hosts) {
    const network = nodeNetworkOf(facts, host);
    const address = parseIpv4(internalAddressOf(host));
    const range = network ?? (address === null ? null : networkOf(address, 32));
    if (!range) continue;
    const key = formatCidr(range);
    const entry = ranges.get(key) ?? { kind: network ? ('nodes' as const) : ('host' as const), range, hosts: [] };
    entry.hosts.push(host.name);
    ranges.set(key, entry);
  }
  return [...ranges.values()];
}

function entryRanges({ plan }: RuleContext): Range[] {
  return [plan.entry.api, plan.entry.application].flatMap((entry) => {
    const address = 'address' in entry ? parseIpv4(entry.address) : null;
    return address === null ? [] : [{ kind: 'vip' as const, range: networkOf(address, 32), hosts: [] }];
  });
}

function clash(path: string, hosts: string[], first: string, firstRange: string, second: string, secondRange: string) {
  return { severity: 'block' as const, path, hosts, values: { first, firstRange, second, secondRange } };
}

/** Pods, services, nodes and virtual addresses are pairwise disjoint; otherwise a route or a rule takes packets meant for the other. */
export const planCidrOverlap = rule('plan.cidr.overlap', 'kubernetes', (context) => {
  const { plan } = context;
  const pods = cidrOrNull(plan.kubernetes.podCidr);
  const services = cidrOrNull(plan.kubernetes.serviceCidr);
  const fixed = [...nodeRanges(context), ...entryRanges(context)];
  const own = [
    { kind: 'pods', path: 'kubernetes.podCidr', range: pods },
    { kind: 'services', path: 'kubernetes.serviceCidr', range: services },
  ];
  const found = own.flatMap(({ kind, path, range }) =>
    fixed.flatMap((other) =>
      range && overlaps(range, other.range)
        ? [clash(path, other.hosts, kind, formatCidr(range), other.kind, formatCidr(other.range))]
        : [],
    ),
  );
  if (pods && services && overlaps(pods, services)) {
    found.unshift(clash('kubernetes.serviceCidr', [], 'services', formatCidr(services), 'pods', formatCidr(pods)));
  }
  return found;
});
