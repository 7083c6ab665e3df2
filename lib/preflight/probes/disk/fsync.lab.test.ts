import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labHosts, labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, labSh, onLab, runProbeOnLab } from '../../lab';
import { fsyncProbe } from './fsync';

const [first = ''] = labHosts();
// /var/lib/slipway itself is the run engine's, which other tests of the same hosts use.
const left = () => labSh('ls -A /var/lib | grep slipway | grep -vx slipway || true', first);

describe.runIf(labWanted)('on lab hosts', { timeout: 90_000 }, () => {
  beforeAll(() => Promise.all(labHosts().map((host) => onLab(host))));
  afterAll(closeLab);

  test('disk.fsync: etcd hosts are measured at the same time by the tool that they have, and nothing stays behind', async () => {
    const said = await runProbeOnLab(fsyncProbe, labContext());
    for (const host of labHosts()) {
      const { state, values } = said.of('disk.fsync', host);
      expect(['passed', 'finding']).toContain(state);
      expect(values).toMatchObject({ tool: 'own' });
      expect(values.writes).toBeGreaterThan(100);
      expect(values.p50).toBeGreaterThan(0);
      // Passed and finding are told apart by the number that is shown.
      expect(state).toBe(Number(values.p99) < 10 ? 'passed' : 'finding');
    }
    expect(await left()).toBe('');
  });

  // tmpfs makes fsync free: whatever the machine's disk is like, this passes.
  test('disk.fsync: the file system of etcd’s own folder is what is measured', async () => {
    await labSh('mkdir -p /var/lib/etcd && mount -t tmpfs -o size=64m tmpfs /var/lib/etcd', first);
    try {
      const said = await runProbeOnLab(fsyncProbe, labContext(), { hosts: labContext().plan.hosts.slice(0, 1) });
      expect(said.of('disk.fsync', first)).toMatchObject({ state: 'passed', values: { writes: 10_030 } });
      expect(await labSh('ls -A /var/lib/etcd', first)).toBe('');
    } finally {
      await labSh('umount /var/lib/etcd; rmdir /var/lib/etcd', first);
    }
  });

  test('disk.fsync: without room for the file it is not run', async () => {
    await labSh('mkdir -p /var/lib/etcd && mount -t tmpfs -o size=8m tmpfs /var/lib/etcd', first);
    try {
      const said = await runProbeOnLab(fsyncProbe, labContext(), { hosts: labContext().plan.hosts.slice(0, 1) });
      expect(said.of('disk.fsync', first)).toMatchObject({ state: 'not-run', reason: 'depends' });
    } finally {
      await labSh('umount /var/lib/etcd; rmdir /var/lib/etcd', first);
    }
  });

  // Fifty writes a second, each with its journal's: cgroup v1 throttles the SSH server and all that it starts.
  test.runIf(existsSync('/sys/fs/cgroup/blkio'))(
    'disk.fsync: a slow disk is told with its p99, before the deadline',
    async () => {
      const group = '/sys/fs/cgroup/blkio/slipway-slow';
      const sshd = '$(cat /run/sshd.pid)';
      await labSh(
        `mkdir ${group} && device=$(stat -c %d /var/lib) && echo "$((device >> 8)):$((device & 255)) 50" > ${group}/blkio.throttle.write_iops_device && echo ${sshd} > ${group}/cgroup.procs`,
        first,
      );
      try {
        await closeLab();
        const said = await runProbeOnLab(fsyncProbe, labContext(), { hosts: labContext().plan.hosts.slice(0, 1) });
        expect(said.of('disk.fsync', first)).toMatchObject({
          state: 'finding',
          severity: 'block',
          values: { tool: 'own' },
        });
        expect(said.of('disk.fsync', first).values.p99).toBeGreaterThan(19);
      } finally {
        await labSh(
          `for pid in $(cat ${group}/cgroup.procs); do echo $pid > /sys/fs/cgroup/blkio/cgroup.procs; done; rmdir ${group}`,
          first,
        );
      }
    },
  );
});
