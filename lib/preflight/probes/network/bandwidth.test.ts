import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { againAtMost, fewer, judgeStream, planStreams, rounds, type Stream, single, speeds } from './bandwidth';

test('net.bandwidth: what a link of 1 Gbit/s carries passes, less warns', () => {
  expect(judgeStream({ gbit: 0.9, seconds: 0.5 }, 'b')).toMatchObject({ state: 'passed' });
  expect(judgeStream({ gbit: 0.89, seconds: 1 }, 'b')).toMatchObject({
    state: 'finding',
    severity: 'warn',
    values: { gbit: 0.89, to: 'b', seconds: 1 },
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

/** A ring of so many hosts, with what a stream gets when so many run at the same time; null: nothing. */
async function ring(count: number, gbitOf: (from: number, beside: number) => number | null) {
  const streams = Array.from({ length: count }, (_, from): Stream => ({ from, to: (from + 1) % count, port: 1 }));
  const passes: { streams: number; seconds: number }[] = [];
  const best = await speeds(streams, async (group, seconds) => {
    passes.push({ streams: group.length, seconds });
    return new Map(
      group.flatMap(({ from }) => {
        const gbit = gbitOf(from, group.length);
        return gbit === null ? [] : [[from, { gbit, seconds }] as const];
      }),
    );
  });
  return { best, passes };
}

test('net.bandwidth: where all at once are quick nothing is measured again', async () => {
  const { best, passes } = await ring(50, () => 0.94);
  expect(passes).toEqual([{ streams: 50, seconds: 0.5 }]);
  expect(best.size).toBe(50);
});

test('net.bandwidth: what only our own crowd made slow is not told', async () => {
  const { best, passes } = await ring(50, (_, beside) => (beside > fewer.atOnce ? 0.2 : 0.94));
  expect([...best.values()].filter(({ gbit }) => gbit < 0.9)).toEqual([]);
  expect(passes.slice(1).every(({ streams }) => streams <= fewer.atOnce)).toBe(true);
  // An uplink of 2 Gbit/s that five hosts send through.
  const uplink = await ring(50, (from, beside) => (from < 5 ? Math.min(0.94, 2 / Math.min(5, beside)) : 0.94));
  expect([...uplink.best.values()].filter(({ gbit }) => gbit < 0.9)).toEqual([]);
});

test('net.bandwidth: what is slow by itself is told after a whole second alone, and a stream that got nowhere is not tried again', async () => {
  const { best, passes } = await ring(20, (from) => (from === 3 ? 0.3 : from === 4 ? null : 0.94));
  expect(best.get(3)).toEqual({ gbit: 0.3, seconds: 0.5 });
  expect(best.has(4)).toBe(false);
  expect(passes).toEqual([
    { streams: 20, seconds: 0.5 },
    { streams: 1, seconds: 0.5 },
    { streams: 1, seconds: single.seconds },
  ]);
});

test('net.bandwidth: beyond so many slow ones nobody is measured alone', async () => {
  const few = await ring(againAtMost, () => 0.3);
  expect(few.passes.filter(({ seconds }) => seconds === single.seconds)).toHaveLength(againAtMost);
  const many = await ring(againAtMost + 1, () => 0.3);
  expect(many.passes.filter(({ seconds }) => seconds === single.seconds)).toEqual([]);
});
