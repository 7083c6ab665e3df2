import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { compared, contextOf, testUnreadable } from '../testing';
import { uniqueChecks } from './unique';

const [hostname, machineId, productUuid, mac] = uniqueChecks;
if (!hostname || !machineId || !productUuid || !mac) throw new Error('four checks are expected');

const states = (outcomes: ReturnType<typeof compared>) =>
  outcomes.map((outcome) => (outcome.state === 'finding' ? outcome.severity : outcome.state));
const [a, b] = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'];

test('machine-id.unique: three different ids pass, two the same block on both hosts', () => {
  const c = a.replace('0', '9');
  expect(states(compared(machineId, [`id ${a}\n`, `id ${b}\n`, `id ${c}\n`]))).toEqual(['passed', 'passed', 'passed']);
  const outcomes = compared(machineId, [`id ${a}\n`, `id ${b}\n`, `id ${a.toUpperCase()}\n`]);
  expect(states(outcomes)).toEqual(['block', 'passed', 'block']);
  expect(outcomes[0]).toMatchObject({ values: { found: a, others: 'node-3', why: 'clone' } });
});

test('machine-id.unique: ids that nobody could read are not the same id', () => {
  expect(states(compared(machineId, ['id uninitialized\n', 'id \n', `id ${a}\n`]))).toEqual([
    'not-run',
    'not-run',
    'passed',
  ]);
});

test('hostname.unique: one name, in any case, warns because the install gives others, and blocks where nobody does', () => {
  const printed = ['name debian\n', 'name Debian\n', 'name node-3\n'];
  expect(states(compared(hostname, printed))).toEqual(['warn', 'warn', 'passed']);
  const existing = contextOf({
    plan: samplePlan((plan) => Object.assign(plan.kubernetes, { distribution: 'existing' })),
  });
  expect(states(compared(hostname, printed, existing))).toEqual(['block', 'block', 'passed']);
});

const uuid = '4c4c4544-0042-3010-8053-b4c04f4d3532';
const dmi = (machine: string, virt: string, id = uuid) => `uuid ${id}\nmachine ${machine}\nvirt ${virt}\n`;

test.each([
  ['none', a, b, 'block', 'clone'],
  ['systemd-nspawn', a, b, 'warn', 'container'],
  ['lxc', a, b, 'warn', 'container'],
  ['kvm', a, b, 'warn', 'machine'],
  ['vmware', a, b, 'warn', 'machine'],
  ['kvm', a, a, 'block', 'clone'],
  ['lxc', a, a, 'block', 'clone'],
])('product-uuid.unique: the same one on %s: machine ids %s and %s', (virt, first, second, severity, why) => {
  const outcomes = compared(productUuid, [dmi(first, virt), dmi(second, virt)]);
  expect(states(outcomes)).toEqual([severity, severity]);
  expect(outcomes[1]).toMatchObject({ values: { found: uuid, others: 'node-1', why } });
});

test('product-uuid.unique: different ones pass; a host without one says so', () => {
  expect(states(compared(productUuid, [dmi(a, 'kvm'), dmi(b, 'kvm', uuid.replace('4', '5'))]))).toEqual([
    'passed',
    'passed',
  ]);
  const none = `without dmi\nmachine ${a}\nvirt systemd-nspawn\n`;
  expect(compared(productUuid, [none, none])[0]).toMatchObject({
    state: 'not-run',
    reason: 'unsupported',
    values: { what: 'dmi' },
  });
});

test('mac.unique: any one of several cards counts', () => {
  const cards = (...macs: string[]) => macs.map((each, index) => `mac ${each} eth${index}\n`).join('');
  expect(states(compared(mac, [cards('52:54:00:00:00:01'), cards('52:54:00:00:00:02')]))).toEqual(['passed', 'passed']);
  const outcomes = compared(mac, [
    cards('52:54:00:00:00:01', '52:54:00:00:00:0a'),
    cards('52:54:00:00:00:02', '52:54:00:00:00:0A'),
  ]);
  expect(states(outcomes)).toEqual(['block', 'block']);
  expect(outcomes[0]).toMatchObject({ values: { found: '52:54:00:00:00:0a', others: 'node-2' } });
});

test('mac.unique: slaves of a bond share theirs, which is one host’s own business; an unset one is nobody’s', () => {
  const bond = (last: string) => `mac 52:54:00:00:00:${last} eth0\nmac 52:54:00:00:00:${last} eth1\n`;
  expect(states(compared(mac, [bond('01'), bond('02')]))).toEqual(['passed', 'passed']);
  expect(states(compared(mac, ['mac 00:00:00:00:00:00 sit0\n', 'mac 00:00:00:00:00:00 sit0\n']))).toEqual([
    'not-run',
    'not-run',
  ]);
});

for (const check of uniqueChecks) testUnreadable(check);
