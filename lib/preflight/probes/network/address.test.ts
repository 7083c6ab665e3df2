import { expect, test } from 'vitest';
import { judgeCollision, judgeVipFree, sameSubnet } from './address';
import { healthy, macOf, states } from './testing';

test('ip.collision: silence passes, another card is a finding', () => {
  const readings = healthy();
  expect(states(judgeCollision(readings))).toEqual(['passed', 'passed', 'passed']);
  readings.measured[0]?.arp.set('own', { state: 'heard', macs: ['52:54:00:aa:aa:aa'] });
  expect(judgeCollision(readings)[0]).toMatchObject({
    severity: 'block',
    values: { mac: '52:54:00:aa:aa:aa', owned: 'no', address: '10.0.0.11' },
  });
});

test('ip.collision: a card of the plan is named', () => {
  const readings = healthy();
  readings.measured[0]?.arp.set('own', { state: 'heard', macs: [macOf(2)] });
  expect(judgeCollision(readings)[0]).toMatchObject({ values: { owner: readings.plan.hosts[2]?.name, owned: 'yes' } });
});

test('ip.collision: an address that is not there, or an interface without ARP, is not green', () => {
  const readings = healthy();
  readings.measured[0]?.addresses.splice(0);
  readings.measured[1]?.arp.set('own', { state: 'no-arp', macs: [] });
  readings.measured[2]?.arp.delete('own');
  expect(judgeCollision(readings).map((one) => one.state === 'not-run' && one.reason)).toEqual([
    'depends',
    'unsupported',
    'unreadable',
  ]);
});

test('vip.free: nobody answering passes, an answer or the address on the host itself is a finding', () => {
  const readings = healthy();
  expect(states(judgeVipFree(readings))).toEqual(['passed', 'passed', 'passed']);
  readings.measured[0]?.arp.set('api', { state: 'heard', macs: [macOf(1)] });
  readings.measured[1]?.addresses.push({ nic: 'eth0', address: '10.0.0.100', prefix: 32 });
  const outcomes = judgeVipFree(readings);
  expect(states(outcomes)).toEqual(['block', 'block', 'passed']);
  expect(outcomes[0]).toMatchObject({ values: { address: '10.0.0.100', owner: readings.plan.hosts[1]?.name } });
});

test('vip.free: where this plan’s install has put it, it passes from every host', () => {
  const readings = { ...healthy(), own: new Set([1]) };
  readings.measured[0]?.arp.set('api', { state: 'heard', macs: [macOf(1)] });
  readings.measured[1]?.addresses.push({ nic: 'eth0', address: '10.0.0.100', prefix: 32 });
  const outcomes = judgeVipFree(readings);
  expect(states(outcomes)).toEqual(['passed', 'passed', 'passed']);
  expect(outcomes.map((one) => 'values' in one && one.values.by)).toEqual(['plan', 'plan', 'other']);
  expect(outcomes[0]).toMatchObject({ values: { owner: readings.plan.hosts[1]?.name } });
});

test('vip.free: of an installed plan still a finding is another machine, a host that wasn’t installed, and two holders', () => {
  const heldBy = (holder: number, own: number[], macs: string[]) => {
    const readings = { ...healthy(), own: new Set(own) };
    readings.measured[0]?.arp.set('api', { state: 'heard', macs });
    readings.measured[holder]?.addresses.push({ nic: 'eth0', address: '10.0.0.100', prefix: 32 });
    return readings;
  };
  const foreign = judgeVipFree(heldBy(1, [0, 1, 2], [macOf(1), '52:54:00:aa:aa:aa']));
  expect(states(foreign)).toEqual(['block', 'passed', 'passed']);
  expect(foreign[0]).toMatchObject({ values: { mac: '52:54:00:aa:aa:aa', owned: 'no', by: 'other' } });
  expect(states(judgeVipFree(heldBy(1, [0, 2], [macOf(1)])))).toEqual(['block', 'block', 'passed']);
  const both = heldBy(1, [0, 1, 2], [macOf(1)]);
  both.measured[2]?.addresses.push({ nic: 'eth0', address: '10.0.0.100', prefix: 32 });
  expect(states(judgeVipFree(both))).toEqual(['block', 'block', 'block']);
});

test('vip.free: outside the subnet nobody can ask', () => {
  const readings = healthy();
  for (const one of readings.measured)
    one.addresses[0] = { nic: 'eth0', address: one.addresses[0]?.address ?? '', prefix: 26 };
  expect(judgeVipFree(readings)[0]).toMatchObject({
    state: 'not-run',
    reason: 'unsupported',
    values: { what: 'vipSubnet' },
  });
});

test('subnets end where the prefix says', () => {
  expect(sameSubnet('10.0.0.1', '10.0.0.62', 26)).toBe(true);
  expect(sameSubnet('10.0.0.1', '10.0.0.64', 26)).toBe(false);
  expect(sameSubnet('192.168.0.1', '10.0.0.64', 0)).toBe(true);
});
