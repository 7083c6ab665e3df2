import { expect, test } from 'vitest';
import { hostSchema } from '@/lib/plan/schema';
import { spread } from './spread';

const hosts = (...domains: string[]) =>
  domains.map((failureDomain, index) => hostSchema.parse({ name: `n${index + 1}`, address: '', failureDomain }));
const names = (chosen: { name: string }[]) => chosen.map(({ name }) => name);

test('one from each domain before a second from any', () => {
  expect(names(spread(hosts('A', 'A', 'B', 'C'), 3, () => 0))).toEqual(['n1', 'n3', 'n4']);
});

test('within a domain the better host, in the plan’s order among equals', () => {
  const some = hosts('A', 'A', 'B', 'B');
  expect(names(spread(some, 2, ({ name }) => (name === 'n2' ? 0 : 1)))).toEqual(['n2', 'n3']);
});

test('hosts without a domain count as apart from all others', () => {
  expect(names(spread(hosts('A', 'A', '', ''), 3, () => 0))).toEqual(['n1', 'n3', 'n4']);
});

test('no more than there are', () => {
  expect(spread(hosts('A'), 3, () => 0)).toHaveLength(1);
  expect(spread([], 3, () => 0)).toEqual([]);
});
