import { describe, expect, test } from 'vitest';
import type { Span } from '@/components/run/estimate';
import { lanesOf, tickOf } from '@/components/run/lanes';

const span = (step: string, host: string, start: number, end: number): Span => ({
  step,
  host,
  phase: 'p',
  kind: 'done',
  start,
  end,
  attempt: 1,
});

describe('lanes', () => {
  test('what follows on a host stays in one row, hosts in the given order', () => {
    const lanes = lanesOf(['b', 'a'], [span('y', 'a', 10, 20), span('x', 'a', 0, 10), span('z', 'b', 0, 5)]);
    expect(lanes.map((lane) => lane.host)).toEqual(['b', 'a']);
    expect(lanes[1]?.rows.map((row) => row.map((s) => s.step))).toEqual([['x', 'y']]);
  });

  test('what overlaps gets a row of its own', () => {
    const [lane] = lanesOf(['a'], [span('x', 'a', 0, 10), span('y', 'a', 5, 8), span('z', 'a', 9, 12)]);
    expect(lane?.rows.map((row) => row.map((s) => s.step))).toEqual([['x'], ['y', 'z']]);
  });

  test('a host without spans keeps its place', () => {
    expect(lanesOf(['a'], [])).toEqual([{ host: 'a', rows: [] }]);
  });

  test('the axis never has more than twelve marks', () => {
    expect(tickOf(12_000)).toBe(1000);
    expect(tickOf(12 * 60_000)).toBe(60_000);
    expect(tickOf(13 * 60_000)).toBe(120_000);
    expect(tickOf(30 * 3_600_000)).toBe(3 * 3_600_000);
  });
});
