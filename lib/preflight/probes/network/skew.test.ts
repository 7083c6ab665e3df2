import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { judgeSkew } from './skew';
import { healthy, states } from './testing';

/** Clocks that are so many ms ahead of true time. */
function clocks(ahead: number[], delayMs = 0.4) {
  const readings = healthy(samplePlan((plan) => void plan.hosts.splice(ahead.length)));
  for (const [index, one] of readings.measured.entries())
    for (const peer of one.clocks.keys())
      one.clocks.set(peer, { delayMs, offsetMs: (ahead[peer] ?? 0) - (ahead[index] ?? 0) });
  return judgeSkew(readings);
}

test('time.skew: a second and what the measurement may be wrong by pass, more warns, more than five block', () => {
  expect(states(clocks([0, 0, 1000]))).toEqual(['passed', 'passed', 'passed']);
  expect(states(clocks([0, 0, 1001]))).toEqual(['passed', 'passed', 'warn']);
  expect(states(clocks([0, 0, 5000]))).toEqual(['passed', 'passed', 'warn']);
  expect(states(clocks([0, 0, 5001]))).toEqual(['passed', 'passed', 'block']);
});

test('time.skew: one wrong clock is one host’s finding, in either direction', () => {
  expect(clocks([0, -7000, 30])[1]).toMatchObject({
    severity: 'block',
    values: { direction: 'behind', seconds: 7.03 },
  });
  expect(clocks([0, 7000, 30])[1]).toMatchObject({ severity: 'block', values: { direction: 'ahead', seconds: 7 } });
});

test('time.skew: of two clocks nobody knows which is wrong', () => {
  expect(states(clocks([0, 6000]))).toEqual(['block', 'block']);
});

test('time.skew: an exchange that took more than half a second proves nothing', () => {
  expect(states(clocks([0, 0, 0], 500))).toEqual(['passed', 'passed', 'passed']);
  expect(clocks([0, 0, 0], 501)[0]).toMatchObject({
    state: 'not-run',
    reason: 'unreadable',
    values: { found: '501 ms' },
  });
});

test('time.skew: without an answer it is not green', () => {
  const readings = healthy();
  for (const one of readings.measured) one.clocks.clear();
  expect(judgeSkew(readings)[0]).toMatchObject({ state: 'not-run', reason: 'depends', values: { check: 'port.pair' } });
});
