import { describe, expect, test } from 'vitest';
import type { Span } from '@/components/run/estimate';
import { lanesOf, tickOf } from '@/components/run/lanes';

const span = (step: string, host: string, start: number, end: number, change: Partial<Span> = {}): Span => ({
  step,
  host,
  phase: step,
  kind: 'done',
  start: start * 1000,
  end: end * 1000,
  attempt: 1,
  ...change,
});
const shape = (spans: Span[]) =>
  lanesOf(['a'], spans)[0]?.rows.map((row) =>
    row.map((bar) => `${bar.steps.join('+')} ${bar.start / 1000}-${bar.end / 1000}`),
  );

describe('lanes', () => {
  test('what follows on a host stays in one row, hosts in the given order', () => {
    const lanes = lanesOf(['b', 'a'], [span('y', 'a', 10, 20), span('x', 'a', 0, 10), span('z', 'b', 0, 5)]);
    expect(lanes.map((lane) => lane.host)).toEqual(['b', 'a']);
    expect(lanes[1]?.rows.map((row) => row.map((bar) => bar.steps))).toEqual([[['x'], ['y']]]);
  });

  test('what overlaps gets a row of its own', () => {
    expect(shape([span('x', 'a', 0, 10), span('y', 'a', 5, 8), span('z', 'a', 9, 12)])).toEqual([
      ['x 0-10'],
      ['y 5-8', 'z 9-12'],
    ]);
  });

  test('steps of one phase that touch or overlap are one bar, from the first start to the last end', () => {
    const prepare = { phase: 'prepare' };
    const spans = [
      span('os', 'a', 0, 10, prepare),
      span('packages', 'a', 2, 6, prepare),
      span('clock', 'a', 11, 14, prepare),
    ];
    expect(shape(spans)).toEqual([['os+packages+clock 0-14']]);
    expect(shape([...spans, span('later', 'a', 60, 70, prepare)])).toEqual([['os+packages+clock 0-14', 'later 60-70']]);
  });

  test('what was already as wanted joins what was done, and stays itself alone', () => {
    const prepare = { phase: 'prepare' };
    const found = span('os', 'a', 0, 2, { ...prepare, kind: 'satisfied' });
    const kinds = (spans: Span[]) => lanesOf(['a'], spans)[0]?.rows.map((row) => row.map((bar) => bar.kind));
    expect(kinds([found, span('packages', 'a', 2, 6, prepare)])).toEqual([['done']]);
    expect(kinds([found, span('clock', 'a', 2, 3, { ...prepare, kind: 'satisfied' })])).toEqual([['satisfied']]);
  });

  test('a failed attempt and what is only estimated keep bars of their own', () => {
    const join = { phase: 'join' };
    expect(
      shape([
        span('prepare', 'a', 0, 5, join),
        span('join', 'a', 5, 9, { ...join, kind: 'failed' }),
        span('join', 'a', 9, 12, { ...join, kind: 'estimate' }),
      ]),
    ).toEqual([['prepare 0-5', 'join 5-9', 'join 9-12']]);
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
