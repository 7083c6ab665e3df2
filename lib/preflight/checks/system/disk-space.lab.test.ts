import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { sampleBundle, withRainbond } from '@/lib/plan/samples';
import { closeLab, labContext, labSh, outcomeOnLab } from '../../lab';
import { during } from '../testing-lab';
import { diskSpaceChecks } from './disk-space';

const [size, used, available] = diskSpaceChecks;

/** A small file system of its own at a folder that the host doesn't have. */
const small = (folder: string, megabytes: number, fill = ':'): [string, string] => [
  `mkdir -p ${folder}; mount -t tmpfs -o size=${megabytes}m slipway-lab ${folder}; ${fill}`,
  `while umount ${folder} 2>/dev/null; do :; done; rmdir ${folder} 2>/dev/null || true`,
];

describe.runIf(labWanted && size && used && available)('a lab host', { timeout: 60_000 }, () => {
  if (!size || !used || !available) return;
  afterAll(closeLab);
  const rainbond = labContext((plan) => {
    withRainbond(plan);
    return plan;
  });

  test('disk.size: 64 MiB at /opt/rainbond block', async () => {
    const outcome = await during(small('/opt/rainbond', 64), () => outcomeOnLab(size, rainbond));
    expect(outcome).toMatchObject({
      severity: 'block',
      values: { mount: '/opt/rainbond', gb: expect.closeTo(0.067, 3), needed: 40 },
    });
  });

  test('disk.used: a file system of 10 MiB with 9 in it blocks, with 7 it warns', async () => {
    const filled = (megabytes: number) =>
      during(
        small('/var/lib/kubelet', 10, `dd if=/dev/zero of=/var/lib/kubelet/full bs=1M count=${megabytes} status=none`),
        () => outcomeOnLab(used),
      );
    expect(await filled(9)).toMatchObject({
      severity: 'block',
      values: { mount: '/var/lib/kubelet', percent: 90, needed: 85 },
    });
    const root = Number(await labSh(`df --output=size,avail -B1 / | awk 'NR == 2 { print int((1 - $2 / $1) * 100) }'`));
    // The lab's own disk may be fuller.
    expect((await filled(7)).values).toMatchObject({ percent: Math.max(70, root) });
  });

  test('disk.used: the plan’s own eviction threshold counts at kubelet’s folder', async () => {
    const own = labContext((plan) => {
      plan.kubernetes.overrides.kubeadm =
        'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nevictionHard:\n  nodefs.available: 8Mi\n';
      return plan;
    });
    const fill = 'dd if=/dev/zero of=/var/lib/kubelet/full bs=1M count=3 status=none';
    const outcome = await during(small('/var/lib/kubelet', 10, fill), () => outcomeOnLab(used, own));
    expect(outcome).toMatchObject({
      severity: 'block',
      values: { mount: '/var/lib/kubelet', limit: 'free', needed: 8 / 1024, by: 'nodefs.available' },
    });
  });

  test('disk.avail: a bundle of 100 TiB doesn’t fit', async () => {
    const index = sampleBundle();
    for (const file of index.files.slice(0, 1)) file.sizeBytes = 100 * 2 ** 40;
    const context = { ...labContext(), bundle: { folder: '/srv/bundle', index, problems: [] } };
    const free = Number(await labSh('df --output=avail -B1 /var/lib | tail -n 1')) / 2 ** 30;
    const outcome = await outcomeOnLab(available, context);
    expect(outcome).toMatchObject({ severity: 'block', values: { why: 'bundle', mount: '/' } });
    expect(Math.abs(Number(outcome.values.gib) - free)).toBeLessThan(2);
  });
});
