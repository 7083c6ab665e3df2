import { expect, it } from 'vitest';
import { Latencies } from './latencies';

it('of a hundred, p50 is the fiftieth and p99 the ninety-ninth', () => {
  const latencies = new Latencies(100);
  for (let ms = 100; ms >= 1; ms--) latencies.add(ms);
  expect(latencies.percentile(0.5)).toBe(50);
  expect(latencies.percentile(0.99)).toBe(99);
});

it('one answer is no percentile, and old ones are forgotten', () => {
  const latencies = new Latencies(2);
  latencies.add(900);
  expect(latencies.percentile(0.99)).toBeNull();
  latencies.add(1);
  latencies.add(2);
  expect(latencies.percentile(0.99)).toBe(2);
});
