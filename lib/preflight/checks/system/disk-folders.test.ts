import { expect, test } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { contextOf, judged, testUnreadable } from '../testing';
import { diskFolderChecks } from './disk-folders';

const [ftype, symlink, permission] = diskFolderChecks;
if (!ftype || !symlink || !permission) throw new Error('three checks are expected');

/** xfs_info of xfsprogs 5.19. */
const xfs = (value: number) => `type xfs
meta-data=/dev/mapper/rl-root    isize=512    agcount=4, agsize=4554752 blks
         =                       sectsz=512   attr=2, projid32bit=1
         =                       crc=1        finobt=1, sparse=1, rmapbt=0
data     =                       bsize=4096   blocks=18219008, imaxpct=25
naming   =version 2              bsize=4096   ascii-ci=0, ftype=${value}
log      =internal log           bsize=4096   blocks=8896, version=2
`;

test('disk.xfs.ftype: 1 passes, 0 blocks', () => {
  expect(judged(ftype, xfs(1))).toMatchObject({ state: 'passed', values: { type: 'xfs', ftype: '1' } });
  expect(judged(ftype, xfs(0))).toMatchObject({ state: 'finding', severity: 'block', values: { ftype: '0' } });
});

test('disk.xfs.ftype: other file systems have no such thing', () => {
  expect(judged(ftype, 'type ext2/ext3\n')).toMatchObject({ state: 'passed', values: { type: 'ext2/ext3' } });
});

test('disk.xfs.ftype: xfs without xfs_info is not run', () => {
  expect(judged(ftype, 'type xfs\nno xfs_info\n')).toMatchObject({
    state: 'not-run',
    reason: 'tool-missing',
    values: { tool: 'xfs_info' },
  });
  expect(judged(ftype, 'type xfs\n')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

test('disk.symlink: folders that are themselves pass', () => {
  expect(judged(symlink, '/var/lib/containerd\n/var/lib/kubelet\n/var/lib/etcd\n')).toMatchObject({ state: 'passed' });
});

test('disk.symlink: a link, and a folder below one, are named with where they lead', () => {
  expect(judged(symlink, '/data/containerd\n/var/lib/kubelet\n/data/lib/etcd\n')).toMatchObject({
    severity: 'block',
    values: { count: 2, links: '/var/lib/containerd → /data/containerd, /var/lib/etcd → /data/lib/etcd' },
  });
});

test('disk.symlink: Rainbond’s folder counts where Rainbond runs', () => {
  const context = contextOf({ plan: samplePlan((plan) => withRainbond(plan)) });
  const printed = '/var/lib/containerd\n/var/lib/kubelet\n/var/lib/etcd\n/data/rainbond\n';
  expect(judged(symlink, printed, context)).toMatchObject({ values: { links: '/opt/rainbond → /data/rainbond' } });
  expect(judged(symlink, printed)).toMatchObject({ state: 'not-run' });
});

test('disk.perm: the execute bit for all counts, from both sides', () => {
  expect(judged(permission, '755 /\n755 /var\n1777 /var/lib\n711 /opt\n')).toMatchObject({ state: 'passed' });
  const outcome = judged(permission, '755 /\n750 /var\n754 /var/lib\n755 /opt\n');
  expect(outcome).toMatchObject({ severity: 'block', values: { count: 2, found: '/var 750, /var/lib 754' } });
  const [host] = contextOf().plan.hosts;
  if (!host) throw new Error('the plan has no host');
  expect(permission.fix?.script(contextOf(), host, outcome.values)).toBe('chmod o+x -- /var /var/lib');
});

test('disk.perm: a folder that isn’t there yet is no finding, but / must be', () => {
  expect(judged(permission, '755 /\n755 /var\n755 /var/lib\n')).toMatchObject({ state: 'passed' });
  expect(judged(permission, '755 /var\n')).toMatchObject({ state: 'not-run' });
});

for (const check of [ftype, symlink, permission]) testUnreadable(check);
