import { expect, test } from 'vitest';
import { formatIpv4, isHostAddress, parseIpv4 } from './ipv4';

test('an address survives the way to a number and back', () => {
  for (const text of ['0.0.0.0', '10.0.0.11', '192.168.255.1', '255.255.255.255']) {
    const value = parseIpv4(text);
    expect(value).not.toBeNull();
    expect(formatIpv4(value as number)).toBe(text);
  }
});

test('anything that is not four decimal octets is refused', () => {
  for (const text of ['', '10.0.0', '10.0.0.256', '10.0.0.011', '10.0.0.1.1', 'fd00::1', ' 10.0.0.1', 'a.b.c.d']) {
    expect(parseIpv4(text), text).toBeNull();
  }
});

test('loopback, multicast and the zero network are not addresses of hosts', () => {
  const usable = (text: string) => isHostAddress(parseIpv4(text) as number);
  expect(['127.0.0.1', '0.0.0.0', '224.0.0.18', '255.255.255.255'].map(usable)).toEqual([false, false, false, false]);
  expect(['10.0.0.1', '223.255.255.1'].map(usable)).toEqual([true, true]);
});
