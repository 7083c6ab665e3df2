import { expect, test } from 'vitest';
import { type Cidr, contains, formatCidr, overlaps, parseCidr } from './cidr';
import { parseIpv4 } from './ipv4';

const range = (text: string) => parseCidr(text) as Cidr;

test('a network has a first and a last address', () => {
  expect(range('10.96.0.0/12')).toEqual({
    first: parseIpv4('10.96.0.0'),
    last: parseIpv4('10.111.255.255'),
    prefix: 12,
  });
  expect(range('0.0.0.0/0').last).toBe(2 ** 32 - 1);
  expect(formatCidr(range('192.168.4.0/22'))).toBe('192.168.4.0/22');
});

test('host bits are refused and the network is named', () => {
  expect(parseCidr('10.244.3.0/16')).toEqual({ problem: 'hostBits', expected: '10.244.0.0/16' });
});

test('what is not a network says how', () => {
  expect(parseCidr('')).toEqual({ problem: 'empty' });
  for (const text of ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'fd00::/8', '10.0.0.0/']) {
    expect(parseCidr(text), text).toEqual({ problem: 'format' });
  }
});

test('ranges overlap when one holds the other, and not when they only touch', () => {
  expect(overlaps(range('10.0.0.0/8'), range('10.244.0.0/16'))).toBe(true);
  expect(overlaps(range('10.244.0.0/16'), range('10.0.0.0/8'))).toBe(true);
  expect(overlaps(range('10.0.0.0/24'), range('10.0.1.0/24'))).toBe(false);
});

test('first and last address belong to the range', () => {
  const ips = ['10.0.0.0', '10.0.0.255', '10.0.1.0'].map((text) => parseIpv4(text) as number);
  expect(ips.map((ip) => contains(range('10.0.0.0/24'), ip))).toEqual([true, true, false]);
});
