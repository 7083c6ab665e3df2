import { expect, test } from 'vitest';
import { sampleBundle, samplePlan, withRainbond } from '@/lib/plan/samples';
import { contextOf, judged, testUnreadable } from '../testing';
import { diskSpaceChecks } from './disk-space';

const [size, used, available] = diskSpaceChecks;
if (!size || !used || !available) throw new Error('three checks are expected');

const gb = 10 ** 9;
const gib = 2 ** 30;
/** As df -P -T -B1 prints rows: one for each folder that was asked for. */
const df = (...rows: { mount?: string; size?: number; free: number; device?: string }[]) =>
  `Filesystem     Type      1-blocks         Used    Available Capacity Mounted on
${rows.map(({ mount = '/', size: all = 1000 * gb, free, device = '/dev/mapper/rl-root' }) => `${device} xfs  ${all}  ${all - free} ${free}      ${Math.ceil(100 - (100 * free) / all)}% ${mount}`).join('\n')}
`;
const rainbond = contextOf({ plan: samplePlan((plan) => withRainbond(plan)) });

test('disk.size: a tenth less than 30 GB for containers passes, one byte less than that warns', () => {
  expect(judged(size, df({ free: 27 * gb }))).toMatchObject({ state: 'passed', values: { gb: 27, needed: 30 } });
  expect(judged(size, df({ free: 27 * gb - 1 }))).toMatchObject({
    severity: 'warn',
    values: { mount: '/', path: '/var/lib', why: 'runtime' },
    evidence: expect.stringContaining('Mounted on'),
  });
});

test('disk.size: Rainbond needs 40 GB at both of its folders, and the fuller one speaks', () => {
  const enough = { free: 36 * gb };
  expect(judged(size, df(enough, enough), rainbond)).toMatchObject({ state: 'passed' });
  expect(judged(size, df(enough, { mount: '/var', free: 36 * gb - 1 }), rainbond)).toMatchObject({
    severity: 'block',
    values: { mount: '/var', path: '/var/lib', needed: 40 },
  });
});

test('disk.used: 60 % passes, 61 % and 84 % warn, 85 % blocks', () => {
  const share = (percent: number, mount = '/') => ({ mount, size: 100 * gb, free: (100 - percent) * gb });
  const five = (percent: number) =>
    df(share(10), share(10), share(percent, '/var/lib/containerd'), share(10), share(10));
  expect(judged(used, five(60))).toMatchObject({ state: 'passed', values: { percent: 60, needed: 60 } });
  expect(judged(used, five(61))).toMatchObject({ severity: 'warn', values: { percent: 61, needed: 60 } });
  expect(judged(used, five(84))).toMatchObject({ severity: 'warn', values: { percent: 84 } });
  expect(judged(used, five(85))).toMatchObject({ severity: 'block', values: { percent: 85, needed: 85 } });
});

const evicting = (...thresholds: string[]) =>
  contextOf({
    plan: samplePlan(({ kubernetes }) => {
      const lines = thresholds.map((each) => `  ${each}`).join('\n');
      kubernetes.overrides.kubeadm = `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nevictionHard:\n${lines}\n`;
    }),
  });

test('disk.used: the plan’s own eviction thresholds count, on the file systems that kubelet looks at', () => {
  const of = (images: number, nodes = 900 * gb) =>
    df(
      { free: 900 * gb },
      { free: 900 * gb },
      { mount: '/var/lib/containerd', free: images },
      { mount: '/var/lib/kubelet', free: nodes },
      { free: 900 * gb },
    );
  const share = evicting('imagefs.available: 5%', 'nodefs.available: 20Gi');
  expect(judged(used, of(50 * gb + 1), share)).toMatchObject({ severity: 'warn', values: { percent: 94, needed: 60 } });
  expect(judged(used, of(50 * gb), share)).toMatchObject({
    severity: 'block',
    values: { mount: '/var/lib/containerd', percent: 95, needed: 95, limit: 'under', by: 'imagefs.available' },
  });
  expect(judged(used, of(900 * gb, 20 * gib), share)).toMatchObject({ severity: 'warn' });
  expect(judged(used, of(900 * gb, 20 * gib - 1), share)).toMatchObject({
    severity: 'block',
    values: { mount: '/var/lib/kubelet', needed: 20, limit: 'free', by: 'nodefs.available' },
  });
});

test('disk.used: what blocks speaks before what is fuller and only warns', () => {
  const printed = df(
    { free: 900 * gb },
    { free: 900 * gb },
    { mount: '/var/lib/containerd', free: 100 * gb },
    { mount: '/var/lib/kubelet', free: 900 * gb },
    { mount: '/var/lib/etcd', free: 120 * gb },
  );
  expect(judged(used, printed, evicting('imagefs.available: 5%'))).toMatchObject({
    severity: 'block',
    values: { mount: '/var/lib/etcd', percent: 88, by: 'usual' },
  });
});

test('disk.used: the fullest of the folders’ file systems is named', () => {
  const printed = df(
    { free: 900 * gb },
    { free: 900 * gb },
    { mount: '/var/lib/containerd', free: 80 * gb },
    { free: 900 * gb },
    { free: 900 * gb },
  );
  expect(judged(used, printed)).toMatchObject({ values: { mount: '/var/lib/containerd', percent: 92 } });
});

test('disk.used: what root alone may take counts as used, as for kubelet', () => {
  // 100 GB, 10 used, 5 kept for root: df says 11 %, kubelet 15.
  const row = '/dev/sda1 ext4 100000000000 10000000000 85000000000 11% /';
  const printed = `Filesystem Type 1-blocks Used Available Capacity Mounted on\n${Array(5).fill(row).join('\n')}\n`;
  expect(judged(used, printed)).toMatchObject({ state: 'passed', values: { percent: 15 } });
});

test('disk.used: a folder without its row makes all unreadable', () => {
  expect(judged(used, df({ free: gb }, { free: gb }))).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

test('disk.used: a mount point with a space, and a device with one', () => {
  const printed = df(...Array(5).fill({ mount: '/mnt/big disk', device: '//nas/a b', free: 100 * gb }));
  expect(judged(used, printed)).toMatchObject({ values: { mount: '/mnt/big disk', percent: 90 } });
});

test('disk.avail: 10 GiB pass, one byte less warns', () => {
  const plenty = { free: 100 * gib };
  expect(judged(available, df(plenty, { free: 10 * gib }))).toMatchObject({ state: 'passed', values: { gib: 10 } });
  expect(judged(available, df({ mount: '/var', free: 10 * gib - 1 }, plenty))).toMatchObject({
    severity: 'warn',
    values: { mount: '/var', needed: 10, why: 'room' },
  });
});

test('disk.avail: the bundle with what is unpacked from it fits exactly, or blocks', () => {
  const index = sampleBundle();
  const file = index.files[0];
  if (!file) throw new Error('the sample bundle is empty');
  file.sizeBytes = 8 * gib - 20 * 2 ** 20 * (index.files.length - 1);
  const context = contextOf({ bundle: { folder: '/srv/bundle', index, problems: [] } });
  const plenty = { free: 100 * gib };
  expect(judged(available, df({ mount: '/var', free: 20 * gib }, plenty), context)).toMatchObject({ state: 'passed' });
  expect(judged(available, df({ mount: '/var', free: 20 * gib - 1 }, plenty), context)).toMatchObject({
    severity: 'block',
    values: { mount: '/var', needed: 20, why: 'bundle' },
  });
});

for (const check of [size, used, available]) testUnreadable(check);
