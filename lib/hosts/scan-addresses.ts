import { cidrOrNull, contains, overlaps } from '@/lib/plan/cidr';
import { expandRange } from '@/lib/plan/expand-range';
import { formatIpv4, isHostAddress, parseIpv4 } from '@/lib/plan/ipv4';

/** Link-local (RFC 3927): clouds answer there with credentials of the machine that asks, and no host of a plan lives there. */
const linkLocal = cidrOrNull('169.254.0.0/16');

/** A scan is for finding the hosts of one site, not for mapping a network. */
export const mostScanned = 1024;

export type ScanAddresses = { addresses: string[] } | { problem: 'range' | 'tooLarge' };

/** `10.0.0.0/24` without its network and broadcast address, `10.0.0.[11-40]`, `10.0.0.11-40`, one address, or several by commas. */
export function scanAddresses(text: string): ScanAddresses {
  const addresses = new Set<string>();
  for (const part of text.split(/[\s;,]+(?![^[]*\])/).filter((each) => each !== '')) {
    const one = addressesOf(part);
    if ('problem' in one) return one;
    for (const address of one.addresses) addresses.add(address);
    if (addresses.size > mostScanned) return { problem: 'tooLarge' };
  }
  return addresses.size === 0 ? { problem: 'range' } : { addresses: [...addresses] };
}

function addressesOf(text: string): ScanAddresses {
  if (text.includes('/')) {
    const cidr = cidrOrNull(text);
    if (!cidr) return { problem: 'range' };
    // A /31 and a /32 have neither (RFC 3021).
    const edge = cidr.prefix < 31 ? 1 : 0;
    const first = cidr.first + edge;
    const count = cidr.last - edge - first + 1;
    if (count > mostScanned) return { problem: 'tooLarge' };
    if (!isHostAddress(first) || (linkLocal && overlaps(cidr, linkLocal))) return { problem: 'range' };
    return { addresses: Array.from({ length: count }, (_, index) => formatIpv4(first + index)) };
  }
  const expanded = expandRange(text, mostScanned);
  if ('problem' in expanded) return expanded;
  const usable = (value: number | null) =>
    value !== null && isHostAddress(value) && !(linkLocal && contains(linkLocal, value));
  return expanded.values.every((value) => usable(parseIpv4(value)))
    ? { addresses: expanded.values }
    : { problem: 'range' };
}
