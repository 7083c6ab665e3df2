import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labHosts, labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, labSh, onLab, runProbeOnLab } from '../../lab';
import { fsyncProbe } from './fsync';

const [first = ''] = labHosts();
const left = () => labSh('ls -A /var/lib | grep slipway || true', first);

describe.runIf(labWanted)('on lab hosts', { timeout: 90_000 }, () => {
  beforeAll(() => Promise.all(labHosts().map((host) => onLab(host))));
  afterAll(closeLab);

  test('disk.fsync: etcd hosts are measured at the same time by the tool that they have, and nothing stays behind', async () => {
    const said = await runProbeOnLab(fsyncProbe, labContext());
    for (const host of labHosts()) {
      const { state, values } = said.of('disk.fsync', host);
      expect(['passed', 'finding']).toContain(state);
      expect(values).toMatchObject({ tool: 'perl' });
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
});
