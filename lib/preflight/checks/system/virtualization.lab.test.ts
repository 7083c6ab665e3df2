import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import type { Plan } from '@/lib/plan/schema';
import { storageSchema } from '@/lib/plan/schema';
import { closeLab, labContext, outcomeOnLab } from '../../lab';
import { during, shadowed } from '../testing-lab';
import { virtualizationChecks } from './virtualization';

const [detect, diskUuid] = virtualizationChecks;

describe.runIf(labWanted && detect && diskUuid)('a lab host', { timeout: 60_000 }, () => {
  if (!detect || !diskUuid) return;
  afterAll(closeLab);
  const onClass = labContext((plan: Plan) => ({
    ...plan,
    storage: storageSchema.parse({ kind: 'storage-class', name: 'vsphere' }),
  }));

  test('virt.detect: the lab’s hosts are containers', async () => {
    expect(await outcomeOnLab(detect)).toMatchObject({ severity: 'warn', values: { found: 'systemd-nspawn' } });
  });

  test('virt.disk_uuid: faked reading: vSphere with a disk and no names by id warns', async () => {
    const vmware = shadowed('systemd-detect-virt', 'echo vmware');
    const outcome = await during(
      [
        `${vmware[0]}\nmount -t tmpfs slipway-lab /sys/block; mkdir /sys/block/sda`,
        `${vmware[1]}\nwhile grep -q ' /sys/block tmpfs ' /proc/mounts && umount /sys/block; do :; done`,
      ],
      () => outcomeOnLab(diskUuid, onClass),
    );
    expect(outcome).toMatchObject({ severity: 'warn', values: { machine: 'vmware', disks: 1, ids: 0 } });
  });
});
