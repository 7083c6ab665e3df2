import { expect, test } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { contextOf, judged, testUnreadable } from '../testing';
import { tuningChecks } from './tuning';

const [openFiles, hugePages, governor, speed] = tuningChecks;
if (!openFiles || !hugePages || !governor || !speed) throw new Error('four checks are expected');

test.each([
  [65_535, 'warn', 65_536],
  [65_536, 'info', 1_000_000],
  [999_999, 'info', 1_000_000],
])('limits.nofile: %i is a finding', (found, severity, needed) => {
  expect(judged(openFiles, `DefaultLimitNOFILE=${found}\n`)).toMatchObject({ severity, values: { found, needed } });
});

test('limits.nofile: a million passes, and so does infinity in both of its spellings', () => {
  for (const found of ['1000000', '1048576', 'infinity', '18446744073709551615'])
    expect(judged(openFiles, `DefaultLimitNOFILE=${found}\n`)).toMatchObject({ state: 'passed' });
});

test('thp.mode: the chosen one is the one in brackets', () => {
  expect(judged(hugePages, 'thp always [madvise] never\n')).toEqual({ state: 'passed', values: { found: 'madvise' } });
  expect(judged(hugePages, 'thp always madvise [never]\n')).toMatchObject({ state: 'passed' });
  expect(judged(hugePages, 'thp absent\n')).toMatchObject({ state: 'passed' });
  expect(judged(hugePages, 'thp [always] madvise never\n')).toMatchObject({ severity: 'info' });
});

test('thp.mode: always warns where a database will run', () => {
  const builtIn = contextOf({
    plan: samplePlan((plan) => {
      withRainbond(plan);
      plan.database = { kind: 'built-in' };
    }),
  });
  expect(judged(hugePages, 'thp [always] madvise never\n', builtIn)).toMatchObject({ severity: 'warn' });
});

test('cpu.governor: performance on all, or nothing to adjust, passes', () => {
  expect(judged(governor, 'governor performance\ngovernor performance\nend\n')).toMatchObject({
    state: 'passed',
    values: { cpus: 2 },
  });
  expect(judged(governor, 'end\n')).toMatchObject({ state: 'passed', values: { cpus: 0 } });
});

test('cpu.governor: one CPU that saves power warns', () => {
  expect(judged(governor, 'governor performance\ngovernor powersave\nend\n')).toMatchObject({
    severity: 'warn',
    values: { count: 1, governors: 'powersave' },
  });
});

test('cpu.governor: a list that was cut off is not run', () => {
  expect(judged(governor, 'governor performance\n')).toMatchObject({ state: 'not-run' });
});

const nic = (mbps: string, address = '10.0.0.11') => `1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever
2: ens192    inet ${address}/24 brd 10.0.0.255 scope global ens192\\       valid_lft forever
speed ens192 ${mbps}
speed ens1920 10
speed lo unknown
`;

test('nic.speed: 1000 Mbit/s pass, 999 warn', () => {
  expect(judged(speed, nic('1000'))).toMatchObject({ state: 'passed', values: { mbps: 1000, interface: 'ens192' } });
  expect(judged(speed, nic('999'))).toMatchObject({ severity: 'warn', values: { mbps: 999, needed: 1000 } });
});

test.each(['-1', 'unknown', '4294967295', '0'])('nic.speed: a driver that says %s doesn’t know', (mbps) => {
  expect(judged(speed, nic(mbps))).toMatchObject({ state: 'not-run', reason: 'unsupported' });
});

test('nic.speed: the interface is the one that holds exactly the host’s address', () => {
  expect(judged(speed, nic('10', '10.0.0.111'))).toMatchObject({ state: 'not-run', reason: 'incomplete' });
});

for (const check of tuningChecks) testUnreadable(check);
