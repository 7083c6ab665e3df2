import { formatIpv4, parseIpv4 } from './ipv4';

/** A range of IPv4 addresses: `first` and `last` are numbers as in `ipv4.ts`, both included. */
export type Cidr = { first: number; last: number; prefix: number };

export type CidrProblem =
  | { problem: 'empty' | 'format' }
  /** Bits to the right of the prefix are set; `expected` is the network that it lies in. */
  | { problem: 'hostBits'; expected: string };

export function parseCidr(text: string): Cidr | CidrProblem {
  if (text === '') return { problem: 'empty' };
  const match = /^([\d.]+)\/(\d{1,2})$/.exec(text);
  const address = match ? parseIpv4(match[1] ?? '') : null;
  const prefix = Number(match?.[2]);
  if (address === null || prefix > 32) return { problem: 'format' };
  const range = networkOf(address, prefix);
  if (range.first !== address) return { problem: 'hostBits', expected: formatCidr(range) };
  return range;
}

/** The range, or null when the text is not a network. */
export function cidrOrNull(text: string): Cidr | null {
  const parsed = parseCidr(text);
  return 'problem' in parsed ? null : parsed;
}

export function networkOf(address: number, prefix: number): Cidr {
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, prefix };
}

export function formatCidr(range: Cidr): string {
  return `${formatIpv4(range.first)}/${range.prefix}`;
}

export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.first <= b.last && b.first <= a.last;
}

export function contains(range: Cidr, address: number): boolean {
  return range.first <= address && address <= range.last;
}
