import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { healthy, states } from './testing';
import { judgeVrid, parseAdvert } from './vrrp';

const version3 = '313364010064abcd0a000064';
const version2 = '2133c801010100000a0000640000000000000000';
const plan = samplePlan(({ entry }) => {
  if (entry.api.kind === 'keepalived') entry.api.virtualRouterId = 0x33;
});

test('vip.vrid: adverts of both versions are read', () => {
  expect(parseAdvert(version3)).toEqual({ version: 3, vrid: 51, priority: 100, addresses: ['10.0.0.100'] });
  expect(parseAdvert(version2)).toEqual({ version: 2, vrid: 51, priority: 200, addresses: ['10.0.0.100'] });
});

test('vip.vrid: what is no advert is not read as one', () => {
  for (const hex of ['', '31', '4133640100640000', '323364010064abcd0a000064', '31336402', '310064010064abcd0a000064'])
    expect(parseAdvert(hex)).toBeNull();
});

test('vip.vrid: the same id is a finding, another id is not, and not listening is not green', () => {
  const readings = healthy(plan);
  readings.measured[0]?.adverts.push({ nic: 'eth0', source: '10.0.0.9', hex: version2 });
  readings.measured[1]?.adverts.push({ nic: 'eth0', source: '10.0.0.9', hex: version3.replace('3133', '3134') });
  readings.measured[2]?.listened.clear();
  const outcomes = judgeVrid(readings);
  expect(states(outcomes)).toEqual(['block', 'passed', 'not-run']);
  expect(outcomes[0]).toMatchObject({ values: { vrid: 51, source: '10.0.0.9', priority: 200, version: 2 } });
});

test('vip.vrid: adverts of this plan’s own Keepalived pass, those of others do not', () => {
  const readings = { ...healthy(plan), own: new Set([1]) };
  const heard = (index: number, source: string, hex = version3) =>
    readings.measured[index]?.adverts.push({ nic: 'eth0', source, hex });
  heard(0, '10.0.0.12');
  // A host that no run has installed, and one that carries another address.
  heard(1, '10.0.0.13');
  heard(2, '10.0.0.12', version3.replace('0a000064', '0a000065'));
  const outcomes = judgeVrid(readings);
  expect(states(outcomes)).toEqual(['passed', 'block', 'block']);
  expect(outcomes[0]).toMatchObject({ values: { by: 'plan', speakers: 1, owner: readings.plan.hosts[1]?.name } });
  expect(outcomes[1]).toMatchObject({ values: { by: 'other', source: '10.0.0.13' } });
});

test('vip.vrid: another speaker behind our own is heard all the same', () => {
  const readings = { ...healthy(plan), own: new Set([1]) };
  readings.measured[0]?.adverts.push({ nic: 'eth0', source: '10.0.0.12', hex: version3 });
  readings.measured[0]?.adverts.push({ nic: 'eth0', source: '10.0.0.9', hex: version2 });
  expect(judgeVrid(readings)[0]).toMatchObject({ severity: 'block', values: { source: '10.0.0.9', by: 'other' } });
});
