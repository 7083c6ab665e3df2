import { type Cidr, cidrOrNull, formatCidr, networkOf, overlaps } from '@/lib/plan/cidr';
import { setNetwork } from '@/lib/plan/fixes/set-network';
import { freeNetwork } from '@/lib/plan/free-network';
import { parseIpv4 } from '@/lib/plan/ipv4';
import { nodeNetworkOf } from '@/lib/plan/node-networks';
import { type Found, type RuleContext, rule } from '@/lib/plan/rule';
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

type Own = { kind: 'pods' | 'services'; field: 'podCidr' | 'serviceCidr'; range: Cidr };

function ownRanges({ plan }: RuleContext): Own[] {
  const { podCidr, serviceCidr } = plan.kubernetes;
  return [
    { kind: 'pods' as const, field: 'podCidr' as const, range: cidrOrNull(podCidr) },
    { kind: 'services' as const, field: 'serviceCidr' as const, range: cidrOrNull(serviceCidr) },
  ].flatMap(({ kind, field, range }) => (range ? [{ kind, field, range }] : []));
}

/** Around a single address, its likely network: a /24. */
const likely = ({ kind, range }: Range) => (kind === 'nodes' ? range : networkOf(range.first, 24));

/** Pods, services, nodes and virtual addresses are pairwise disjoint; otherwise a route or a rule takes packets meant for the other. */
export const planCidrOverlap = rule('plan.cidr.overlap', 'kubernetes', (context) => {
  const fixed = [...nodeRanges(context), ...entryRanges(context)];
  const own = ownRanges(context);
  const clash = (mine: Own, other: Range | Own): Found => {
    const rest = own.filter((each) => each !== mine).map(({ range }) => range);
    const to = freeNetwork(mine.range.prefix, [...fixed.map(likely), ...rest]);
    return {
      severity: 'block',
      path: `kubernetes.${mine.field}`,
      hosts: 'hosts' in other ? other.hosts : [],
      values: {
        first: mine.kind,
        firstRange: formatCidr(mine.range),
        second: other.kind,
        secondRange: formatCidr(other.range),
      },
      fix: to === null ? null : setNetwork.offer({ range: mine.field, to }),
    };
  };
  const found = own.flatMap((mine) =>
    fixed.filter((other) => overlaps(mine.range, other.range)).map((other) => clash(mine, other)),
  );
  const [pods, services] = own;
  if (pods && services && overlaps(pods.range, services.range)) found.unshift(clash(services, pods));
  return found;
});
