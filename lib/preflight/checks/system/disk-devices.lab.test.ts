import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labSh, outcomeOnLab } from '../../lab';
import { during, faked, shadowed } from '../testing-lab';
import { diskDeviceChecks } from './disk-devices';

const [rotational, empty] = diskDeviceChecks;

describe.runIf(labWanted && rotational && empty)('a lab host', { timeout: 60_000 }, () => {
  if (!rotational || !empty) return;
  afterAll(closeLab);

  test('disk.rotational: faked reading: the disk below /var/lib that says 1 warns, with 0 it passes', async () => {
    const disk = (await labSh('lsblk -ndo NAME | grep -v zram | head -n 1')).trim();
    const queue = (await labSh(`readlink -f /sys/class/block/${disk}/queue/rotational`)).trim();
    expect(await during(faked(queue, '1'), () => outcomeOnLab(rotational))).toMatchObject({
      severity: 'warn',
      values: { device: disk, use: 'etcd' },
    });
    expect(await during(faked(queue, '0'), () => outcomeOnLab(rotational))).toMatchObject({ state: 'passed' });
  });

  test('disk.rotational: a folder on a file system in memory is not run', async () => {
    const outcome = await during(
      [
        'mkdir -p /var/lib/etcd; mount -t tmpfs slipway-lab /var/lib/etcd',
        'while umount /var/lib/etcd 2>/dev/null; do :; done; rmdir /var/lib/etcd 2>/dev/null || true',
      ],
      () => outcomeOnLab(rotational),
    );
    expect(outcome).toMatchObject({ state: 'not-run', reason: 'unsupported' });
  });

  test('block.empty: a host whose disks are all in use blocks, faked reading: one more disk passes', async () => {
    expect(await outcomeOnLab(empty)).toMatchObject({ severity: 'block', values: { count: 0 } });
    const more = shadowed(
      'lsblk',
      `/usr/bin/lsblk "$@"; echo 'NAME="/dev/vdz" TYPE="disk" SIZE="21474836480" RO="0" FSTYPE="" MOUNTPOINT="" PKNAME=""'`,
    );
    expect(await during(more, () => outcomeOnLab(empty))).toMatchObject({
      state: 'passed',
      values: { devices: '/dev/vdz' },
    });
  });
});
