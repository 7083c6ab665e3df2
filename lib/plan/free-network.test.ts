import { expect, test } from 'vitest';
import { type Cidr, cidrOrNull, overlaps } from './cidr';
import { freeNetwork } from './free-network';

const ranges = (...texts: string[]): Cidr[] => texts.flatMap((text) => cidrOrNull(text) ?? []);

test('the usual pod network where it is free', () => {
  expect(freeNetwork(16, [])).toBe('10.244.0.0/16');
});

test('the next one that shares no address with those taken', () => {
  expect(freeNetwork(16, ranges('10.244.0.0/15'))).toBe('10.246.0.0/16');
  expect(freeNetwork(16, ranges('10.244.7.0/24'))).toBe('10.245.0.0/16');
});

test('a site that uses all of 10/8 gets another private range', () => {
  expect(freeNetwork(16, ranges('10.0.0.0/8', '172.16.0.0/16'))).toBe('172.17.0.0/16');
});

test('nothing is free', () => {
  expect(freeNetwork(16, ranges('0.0.0.0/0'))).toBeNull();
  expect(freeNetwork(7, [])).toBeNull();
});

test('what it gives never overlaps, whatever is taken', () => {
  for (let first = 0; first < 256; first += 5) {
    for (const prefix of [12, 16, 20, 24]) {
      const taken = ranges(`10.${first}.0.0/16`, '10.96.0.0/16', `172.${16 + (first % 16)}.0.0/16`);
      const found = cidrOrNull(freeNetwork(prefix, taken) ?? '');
      if (!found) throw new Error(`nothing for /${prefix} beside 10.${first}.0.0/16`);
      expect(taken.some((range) => overlaps(range, found))).toBe(false);
    }
  }
});
