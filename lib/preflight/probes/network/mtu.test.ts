import { expect, test } from 'vitest';
import { judgeMtu } from './mtu';
import { healthy, states } from './testing';

test("net.mtu: a path as wide as the interface passes, one byte less doesn't", () => {
  const readings = healthy();
  expect(states(judgeMtu(readings))).toEqual(['passed', 'passed', 'passed']);
  readings.measured[0]?.paths.set(1, { nic: 1500, path: 1499 });
  const [outcome, other] = judgeMtu(readings);
  expect(outcome).toMatchObject({
    severity: 'block',
    values: { path: 1499, nic: 1500, pods: 1449, planned: 1450, to: readings.plan.hosts[1]?.name, peers: 1 },
  });
  expect(other).toMatchObject({ state: 'passed' });
});

test('net.mtu: nothing passed whole while ports answer: echoes are filtered, which is not green', () => {
  const readings = healthy();
  readings.measured[0]?.paths.delete(1);
  expect(judgeMtu(readings)[0]).toMatchObject({ state: 'not-run', reason: 'unsupported', values: { what: 'icmp' } });
});
