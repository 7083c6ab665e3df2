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
