import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { storageSchema } from '@/lib/plan/schema';
import { contextOf, judged, testUnreadable } from '../testing';
import { diskDeviceChecks } from './disk-devices';

const [rotational, empty] = diskDeviceChecks;
if (!rotational || !empty) throw new Error('two checks are expected');

test('disk.rotational: an SSD passes, a rotating disk warns', () => {
  expect(judged(rotational, 'rotational 0 nvme0n1\n')).toMatchObject({
    state: 'passed',
    values: { device: 'nvme0n1' },
  });
  expect(judged(rotational, 'rotational 1 sda\n')).toMatchObject({
    severity: 'warn',
    values: { device: 'sda', use: 'etcd', path: '/var/lib/etcd' },
  });
});

test('disk.rotational: a file system without a device is not run', () => {
  expect(judged(rotational, 'unknown tmpfs\n')).toMatchObject({ state: 'not-run', reason: 'unsupported' });
});

test('disk.rotational: concerns hosts of etcd and builds', () => {
  const plan = samplePlan();
  const [host] = plan.hosts;
  if (!host) throw new Error('the plan has no host');
  const applies = (...roles: typeof host.roles) => rotational.appliesTo(contextOf({ plan }), { ...host, roles });
  expect([applies('worker'), applies('worker', 'etcd'), applies('build')]).toEqual([false, true, true]);
});

const gib = 2 ** 30;
const device = (name: string, bytes: number, more: Record<string, string> = {}) => {
  const pairs = { NAME: name, TYPE: 'disk', SIZE: bytes, RO: '0', FSTYPE: '', MOUNTPOINT: '', PKNAME: '', ...more };
  return Object.entries(pairs)
    .map(([key, value]) => `${key}="${value}"`)
    .join(' ');
};
const system = [
  device('/dev/sda', 100 * gib),
  device('/dev/sda1', gib, { TYPE: 'part', FSTYPE: 'vfat', MOUNTPOINT: '/boot/efi', PKNAME: '/dev/sda' }),
  device('/dev/sda2', 99 * gib, { TYPE: 'part', FSTYPE: 'xfs', MOUNTPOINT: '/', PKNAME: '/dev/sda' }),
];
const listed = (...devices: string[]) => `${[...system, ...devices].join('\n')}\n`;

test('block.empty: a raw disk of exactly 10 GiB passes, one byte less blocks', () => {
  expect(judged(empty, listed(device('/dev/sdb', 10 * gib)))).toMatchObject({
    state: 'passed',
    values: { count: 1, devices: '/dev/sdb' },
  });
  expect(judged(empty, listed(device('/dev/sdb', 10 * gib - 1)))).toMatchObject({
    severity: 'block',
    values: { count: 0, devices: '' },
    evidence: expect.stringContaining('/dev/sdb'),
  });
});

test.each([
  ['a file system', device('/dev/sdb', 20 * gib, { FSTYPE: 'ext4' })],
  ['a member of LVM', device('/dev/sdb', 20 * gib, { FSTYPE: 'LVM2_member' })],
  ['a mounted disk', device('/dev/sdb', 20 * gib, { MOUNTPOINT: '/data' })],
  ['a read-only disk', device('/dev/sdb', 20 * gib, { RO: '1' })],
  ['compressed memory', device('/dev/zram0', 20 * gib)],
  ['a CD', device('/dev/sr0', 20 * gib, { TYPE: 'rom' })],
])('block.empty: %s is no empty device', (_title, row) => {
  expect(judged(empty, listed(row))).toMatchObject({ state: 'finding', values: { count: 0 } });
});

test('block.empty: concerns hosts that carry Ceph', () => {
  const plan = samplePlan((each) => {
    each.storage = storageSchema.parse({ kind: 'ceph' });
    each.hosts[1]?.roles.push('ceph');
  });
  expect(plan.hosts.map((host) => empty.appliesTo(contextOf({ plan }), host))).toEqual([false, true, false]);
});

for (const check of [rotational, empty]) testUnreadable(check);
