import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { severitiesOf } from '../../severities';
import { judgeLatency, judgeLoss } from './delay';
import { healthy, states } from './testing';

const withPing = (
  average: number,
  received = 20,
  sent = 20,
  template: 'three-hosts' | 'six-hosts' = 'three-hosts',
  from = 0,
  to = 1,
) => {
  const readings = healthy(samplePlan(() => {}, template));
  readings.measured[from]?.pings.set(to, {
    sent,
    received,
    ...(received > 0 ? { least: average, average, most: average } : {}),
  });
  return readings;
};

test('net.latency: between etcd members 10 ms pass and more warns', () => {
  expect(states(judgeLatency(withPing(10)))[0]).toBe('passed');
  expect(judgeLatency(withPing(10.1))[0]).toMatchObject({
    state: 'finding',
    severity: 'warn',
    values: { ms: 10.1, limit: 10, kind: 'etcd' },
  });
});

test('net.latency: between control planes 100 ms warn as etcd and more blocks', () => {
  expect(states(judgeLatency(withPing(100)))[0]).toBe('warn');
  expect(judgeLatency(withPing(100.1))[0]).toMatchObject({
    severity: 'block',
    values: { limit: 100, kind: 'controlPlane' },
  });
});

test('net.latency: to a worker 1000 ms pass and more blocks', () => {
  expect(states(judgeLatency(withPing(1000, 20, 20, 'six-hosts', 0, 4)))[0]).toBe('passed');
  expect(judgeLatency(withPing(1000.1, 20, 20, 'six-hosts', 0, 4))[0]).toMatchObject({
    severity: 'block',
    values: { kind: 'worker' },
  });
});

test('net.latency: a port tells it where echoes are filtered, and nothing tells nothing', () => {
  const readings = withPing(0, 0);
  readings.measured[0]?.clocks.set(1, { delayMs: 30, offsetMs: 0 });
  expect(judgeLatency(readings)[0]).toMatchObject({ severity: 'warn', values: { ms: 30 } });
  readings.measured[0]?.clocks.delete(1);
  expect(judgeLatency(readings)[0]).toMatchObject({
    state: 'not-run',
    reason: 'depends',
    values: { check: 'net.matrix' },
  });
});

test('net.loss: between control planes none passes and one of a hundred blocks', () => {
  expect(states(judgeLoss(withPing(1, 100, 100)))[0]).toBe('passed');
  expect(judgeLoss(withPing(1, 99, 100))[0]).toMatchObject({
    severity: 'block',
    values: { percent: expect.closeTo(1, 6), limit: 0 },
  });
});

test('net.loss: to a worker a tenth passes and more blocks', () => {
  expect(states(judgeLoss(withPing(1, 90, 100, 'six-hosts', 0, 4)))[0]).toBe('passed');
  expect(judgeLoss(withPing(1, 89, 100, 'six-hosts', 0, 4))[0]).toMatchObject({
    severity: 'block',
    values: { limit: 10 },
  });
});

test('net.loss: a port counts where echoes are filtered', () => {
  const readings = withPing(0, 0);
  const udp = readings.measured[0]?.ports.get(1)?.find(({ protocol }) => protocol === 'udp');
  if (!udp) throw new Error('no UDP port is asked');
  expect(states(judgeLoss(readings))[0]).toBe('passed');
  udp.received = 4;
  // A handful of questions: one that got lost is told, and stops nothing.
  expect(severitiesOf('net.loss')).toEqual(['block', 'warn']);
  expect(judgeLoss(readings)[0]).toMatchObject({ severity: 'warn', values: { percent: expect.closeTo(20, 6) } });
  Object.assign(udp, { sent: 20, received: 16 });
  expect(judgeLoss(readings)[0]).toMatchObject({ severity: 'block', values: { percent: expect.closeTo(20, 6) } });
});
