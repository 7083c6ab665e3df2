import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { hostSchema } from '@/lib/plan/schema';
import { allPairsUpTo } from './pairs';
import { judgePorts } from './port-pair';
import { cut, healthy, spoilPort, states } from './testing';

test('port.pair: all ways open pass, and the result counts them', () => {
  const [outcome] = judgePorts(healthy());
  // 6443, three of etcd, 10250, 8472 from two others
  expect(outcome).toMatchObject({ state: 'passed', values: { tried: 12, of: 12, failed: 0 } });
});

test.each(['refused', 'timedOut', 'reset', 'prohibited', 'closed', 'silent', 'wrong', 'other'] as const)(
  'port.pair: %s is a finding of the host that the port is on',
  (state) => {
    const readings = healthy();
    spoilPort(readings, 1, 0, 6443, state);
    const outcomes = judgePorts(readings);
    expect(states(outcomes)).toEqual(['block', 'passed', 'passed']);
    expect(outcomes[0]).toMatchObject({
      values: { failed: 1, ports: '6443/tcp', from: readings.plan.hosts[1]?.name, state },
      evidence: expect.stringContaining(`6443/tcp ${state}`),
    });
  },
);

test('port.pair: different failures are said to be mixed', () => {
  const readings = healthy();
  spoilPort(readings, 1, 0, 6443, 'refused');
  spoilPort(readings, 2, 0, 8472, 'timedOut');
  expect(judgePorts(readings)[0]).toMatchObject({ values: { failed: 2, ports: '6443/tcp, 8472/udp', state: 'mixed' } });
});

test('port.pair: a taken port that takes connections proves the way, for TCP only', () => {
  const readings = healthy();
  readings.measured[0]?.bound.set('tcp/6443', 'EADDRINUSE');
  spoilPort(readings, 1, 0, 6443, 'wrong');
  expect(states(judgePorts(readings))[0]).toBe('passed');
  readings.measured[0]?.bound.set('udp/8472', 'EADDRINUSE');
  spoilPort(readings, 1, 0, 8472, 'timedOut');
  expect(judgePorts(readings)[0]).toMatchObject({ state: 'not-run', values: { check: 'port.local.free' } });
});

test('port.pair: the VXLAN of this plan’s own cluster answers nobody, and is left out of what was tried', () => {
  const readings = { ...healthy(), own: new Set([0]) };
  readings.measured[0]?.bound.set('udp/8472', 'EADDRINUSE');
  for (const from of [1, 2]) spoilPort(readings, from, 0, 8472, 'timedOut');
  expect(judgePorts(readings)[0]).toMatchObject({ state: 'passed', values: { tried: 10, of: 12, failed: 0 } });
  // A closed TCP port of such a host is as closed as any other.
  readings.measured[0]?.bound.set('tcp/6443', 'EADDRINUSE');
  spoilPort(readings, 1, 0, 6443, 'timedOut');
  expect(states(judgePorts(readings))[0]).toBe('block');
});

test('port.pair: a firewall before a taken port is a firewall', () => {
  const readings = healthy();
  readings.measured[0]?.bound.set('tcp/6443', 'EADDRINUSE');
  spoilPort(readings, 1, 0, 6443, 'timedOut');
  expect(states(judgePorts(readings))[0]).toBe('block');
});

test('port.pair: what was never tried is not green', () => {
  const readings = healthy();
  const spoilt = {
    ...readings,
    measured: readings.measured.map((one, index) => (index === 2 ? null : one)),
    unreached: new Set([2]),
  };
  expect(judgePorts(spoilt)[0]).toMatchObject({ state: 'not-run', reason: 'depends', values: { check: 'ssh.reach' } });
});

test('port.pair: a cut cable is told by net.matrix', () => {
  const readings = healthy();
  cut(readings, 0, 1);
  expect(judgePorts(readings)[0]).toMatchObject({ state: 'not-run', values: { check: 'net.matrix' } });
});

test('port.pair: a sample says how many ways there are', () => {
  const plan = samplePlan((one) => {
    one.hosts = Array.from({ length: allPairsUpTo + 10 }, (_, index) =>
      hostSchema.parse({
        name: `h${index}`,
        address: `10.0.0.${index + 1}`,
        roles: index === 0 ? ['control-plane', 'etcd'] : ['worker'],
      }),
    );
  });
  const [, worker] = judgePorts(healthy(plan));
  expect(worker).toMatchObject({ state: 'passed', values: { tried: 24 * 2, of: 69 * 2 } });
});
