import { type Cidr, cidrOrNull, formatCidr, networkOf, overlaps } from './cidr';

/** Where private networks are looked for (RFC 1918), first the one that flannel's and kubeadm's examples are in. */
const pools = ['10.244.0.0/14', '10.96.0.0/12', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** The first private network of this prefix length that shares no address with those taken; null when there is none. */
export function freeNetwork(prefix: number, taken: Cidr[]): string | null {
  for (const pool of pools.flatMap((text) => cidrOrNull(text) ?? [])) {
    if (prefix < pool.prefix) continue;
    let candidate = networkOf(pool.first, prefix);
    while (candidate.last <= pool.last) {
      const blocker = taken.find((range) => overlaps(range, candidate));
      if (!blocker) return formatCidr(candidate);
      // The next network of this size that begins after the one in the way.
      candidate = networkOf(Math.max(blocker.last, candidate.last) + 1, prefix);
      if (overlaps(blocker, candidate)) candidate = networkOf(candidate.last + 1, prefix);
    }
  }
  return null;
}
