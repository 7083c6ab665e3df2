import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { judgeStream, planStreams, rounds } from './bandwidth';

const stream = { from: 0, to: 1, port: 10250 };

test('net.bandwidth: what a link of 1 Gbit/s carries passes, less warns', () => {
  expect(judgeStream({ ...stream, gbit: 0.9, name: 'b' })).toMatchObject({ state: 'passed' });
  expect(judgeStream({ ...stream, gbit: 0.89, name: 'b' })).toMatchObject({
    state: 'finding',
    severity: 'warn',
    values: { gbit: 0.89, to: 'b' },
  });
});

test('net.bandwidth: each host sends to the next one, by a port that it may reach', () => {
  const streams = planStreams(samplePlan());
  expect(streams.map(({ from, to }) => [from, to])).toEqual([
    [0, 1],
    [1, 2],
    [2, 0],
  ]);
  expect(streams.map(({ port }) => port)).toEqual([6443, 6443, 6443]);
});

test('net.bandwidth: at no time does a host send or receive twice, nor too many at once', () => {
  const all = Array.from({ length: 20 }, (_, from) => ({ from, to: (from + 1) % 20, port: 1 }));
  const groups = rounds([...all, { from: 0, to: 5, port: 1 }], 8);
  expect(groups.flat()).toHaveLength(21);
  for (const group of groups) {
    expect(group.length).toBeLessThanOrEqual(8);
    expect(new Set(group.map(({ from }) => from)).size).toBe(group.length);
    expect(new Set(group.map(({ to }) => to)).size).toBe(group.length);
  }
});
