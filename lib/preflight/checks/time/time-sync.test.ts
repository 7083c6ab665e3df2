import { expect, test } from 'vitest';
import { sampleBundle, sampleFacts } from '@/lib/plan/samples';
import { contextOf, judged, testUnreadable } from '../testing';
import { timeSync } from './time-sync';

const context = contextOf();
const [host] = context.plan.hosts;
if (!host) throw new Error('the plan has no host');

/** chronyd, chrony, timesyncd, ntpd, ntp, ntpsec, openntpd: those that are installed, and the one that runs. */
function printed(kernel: 'yes' | 'no', { active = -1, installed = [] as number[] } = {}, ...said: string[]): string {
  const units = [0, 1, 2, 3, 4, 5, 6].map((at) => {
    const there = at === active || installed.includes(at);
    return `LoadState=${there ? 'loaded' : 'not-found'}\nActiveState=${at === active ? 'active' : 'inactive'}\nUnitFileState=${there ? 'enabled' : ''}\n`;
  });
  return `${units.join('\n')}end-of-units\nkernel ${kernel}\n${said.map((line) => `${line}\n`).join('')}end\n`;
}

/** chronyc -n -c tracking of Rocky 9 and openEuler 22.03. */
const chrony = (seconds: string, leap = 'Normal') =>
  `chrony 0A000001,10.0.0.1,3,1732737001.512345678,${seconds},-0.000005678,0.000023456,-12.345,0.001,0.045,0.001234567,0.000345678,64.5,${leap}`;

test('time.sync: synchronised passes and tells by how much it is off', () => {
  expect(judged(timeSync, printed('yes', { active: 0 }, chrony('-0.000012345')))).toMatchObject({
    state: 'passed',
    values: { state: 'synced', unit: 'chronyd', offset: expect.closeTo(0.0123, 3), measured: 'yes' },
  });
});

test('time.sync: a virtual machine whose hypervisor keeps the clock passes', () => {
  expect(judged(timeSync, printed('yes'))).toMatchObject({ state: 'passed', values: { by: 'nobody', measured: 'no' } });
});

test.each([
  ['chrony', chrony('0.499999999'), chrony('0.500000000')],
  ['chrony behind', chrony('-0.499999999'), chrony('-0.500000000')],
  ['ntpd', 'ntpq leap_none, sync_ntp, offset=499.999, frequency=-3.1', 'ntpq leap_none, sync_ntp, offset=-500.0, x=1'],
  ['timesyncd in ms', 'timesync Offset: +499.999ms', 'timesync Offset: -500.000ms'],
  ['timesyncd in s', 'timesync Offset: +499us', 'timesync Offset: +1.5s'],
])('time.sync: under 500 ms passes, from 500 ms on blocks: %s', (_title, under, from) => {
  expect(judged(timeSync, printed('yes', { active: 0 }, under))).toMatchObject({ state: 'passed' });
  expect(judged(timeSync, printed('yes', { active: 0 }, from))).toMatchObject({
    severity: 'block',
    values: { state: 'off', most: 500 },
  });
});

test('time.sync: a daemon that has found no server warns, and there is nothing to start', () => {
  const outcome = judged(timeSync, printed('no', { active: 1 }, chrony('0.000000000', 'Not synchronised')));
  expect(outcome).toMatchObject({ severity: 'warn', values: { state: 'searching', unit: 'chrony', measured: 'no' } });
  expect(timeSync.fix?.script(context, host, outcome.values)).toBeNull();
});

test('time.sync: without rtcsync the kernel doesn’t know what chrony knows', () => {
  expect(judged(timeSync, printed('no', { active: 0 }, chrony('0.000001')))).toMatchObject({ state: 'passed' });
});

test('time.sync: nothing that keeps the clock blocks, and nothing can be started', () => {
  const outcome = judged(timeSync, printed('no'));
  expect(outcome).toMatchObject({ severity: 'block', values: { state: 'alone', by: 'nobody', unit: '' } });
  expect(timeSync.fix?.script(context, host, outcome.values)).toBeNull();
});

const facts = { 'node-1': sampleFacts('10.0.0.11', (each) => Object.assign(each.os, { versionId: '12' })) };

test('time.sync: a daemon that is installed and rests warns, because the install starts it; so does the fix', () => {
  const known = contextOf({ facts });
  const outcome = judged(timeSync, printed('no', { installed: [2] }), known);
  expect(outcome).toMatchObject({ severity: 'warn', values: { by: 'install', unit: 'systemd-timesyncd' } });
  expect(timeSync.fix?.script(known, host, outcome.values)).toContain('systemctl enable --now');
  // Nobody knows the distribution, so nobody knows what the install would start.
  expect(judged(timeSync, printed('no', { installed: [2] }))).toMatchObject({ severity: 'block' });
});

test('time.sync: a bundle that brings chrony warns, one that doesn’t blocks', () => {
  const index = sampleBundle();
  const bare = { folder: '/srv/bundle', index, problems: [] };
  expect(judged(timeSync, printed('no'), contextOf({ facts, bundle: bare }))).toMatchObject({ severity: 'block' });
  const chronyFile = { path: 'packages/debian-12/chrony_4.3-2_amd64.deb', sizeBytes: 1, sha256: '0' };
  const full = { ...bare, index: { ...index, files: [...index.files, chronyFile] } };
  expect(judged(timeSync, printed('no'), contextOf({ facts, bundle: full }))).toMatchObject({
    severity: 'warn',
    values: { by: 'install' },
  });
});

test('time.sync: a host that doesn’t say whether it is synchronised is not run', () => {
  expect(judged(timeSync, printed('yes').replace('kernel yes', ''))).toMatchObject({ state: 'not-run' });
  expect(judged(timeSync, printed('yes').replace('kernel yes', 'kernel n/a'))).toMatchObject({ state: 'not-run' });
});

testUnreadable(timeSync);
