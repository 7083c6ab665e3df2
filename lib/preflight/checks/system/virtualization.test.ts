import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { storageSchema } from '@/lib/plan/schema';
import { contextOf, judged, testUnreadable } from '../testing';
import { virtualizationChecks } from './virtualization';

const [detect, diskUuid] = virtualizationChecks;
if (!detect || !diskUuid) throw new Error('two checks are expected');

test.each([
  ['none', 'none'],
  ['kvm', 'machine'],
  ['vmware', 'machine'],
  ['microsoft', 'machine'],
])('virt.detect: %s passes as %s', (found, kind) => {
  expect(judged(detect, { stdout: `${found}\n`, exitCode: found === 'none' ? 1 : 0 })).toMatchObject({
    state: 'passed',
    values: { found, kind },
  });
});

test.each(['lxc', 'systemd-nspawn', 'docker', 'wsl'])('virt.detect: %s is a container', (found) => {
  expect(judged(detect, `${found}\n`)).toMatchObject({ severity: 'warn', values: { found, kind: 'container' } });
});

const vsphere = contextOf({
  plan: samplePlan((plan) => (plan.storage = storageSchema.parse({ kind: 'storage-class', name: 'vsphere' }))),
});

test('virt.disk_uuid: other hypervisors, and bare metal, pass', () => {
  expect(judged(diskUuid, 'vm kvm\ndisk sda\n', vsphere)).toMatchObject({ state: 'passed' });
  expect(judged(diskUuid, 'vm none\n', vsphere)).toMatchObject({ state: 'passed' });
});

test('virt.disk_uuid: vSphere with names by id passes', () => {
  const printed = 'vm vmware\ndisk sda\nid wwn-0x6000c29a1b2c3d4e5f60718293a4b5c6\n';
  expect(judged(diskUuid, printed, vsphere)).toMatchObject({ state: 'passed', values: { ids: 1, vsphere: 'yes' } });
});

test('virt.disk_uuid: vSphere without them warns where its volumes may be used', () => {
  expect(judged(diskUuid, 'vm vmware\ndisk sda\n', vsphere)).toMatchObject({ severity: 'warn', values: { ids: 0 } });
  expect(judged(diskUuid, 'vm vmware\ndisk sda\n')).toMatchObject({ severity: 'info' });
});

for (const check of virtualizationChecks) testUnreadable(check);
