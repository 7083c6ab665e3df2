import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import type { Plan } from '@/lib/plan/schema';
import { closeLab, labContext, labSh, outcomeOnLab } from '../../lab';
import { during, faked } from '../testing-lab';
import { cgroupControllers } from './cgroup';

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  afterAll(closeLab);
  const older = labContext((plan: Plan) => ({ ...plan, kubernetes: { ...plan.kubernetes, version: 'v1.34.1' } }));

  test('cgroup.controllers: the lab’s v1 blocks Kubernetes 1.36 and passes for 1.34', async ({ skip }) => {
    skip((await labSh('cat /sys/fs/cgroup/cgroup.controllers 2>/dev/null || true')) !== '', 'this machine has v2');
    expect(await outcomeOnLab(cgroupControllers)).toMatchObject({ severity: 'block', values: { problem: 'v1' } });
    expect(await outcomeOnLab(cgroupControllers, older)).toMatchObject({ state: 'passed', values: { version: 'v1' } });
  });

  test('cgroup.controllers: faked reading: v1 whose memory is turned off blocks', async ({ skip }) => {
    skip((await labSh('cat /sys/fs/cgroup/cgroup.controllers 2>/dev/null || true')) !== '', 'this machine has v2');
    const real = await labSh('cat /proc/cgroups');
    const off = real.trim().replace(/^(memory\s+\d+\s+\d+\s+)1$/m, (_, head: string) => `${head}0`);
    expect(off).not.toBe(real.trim());
    const outcome = await during(faked('/proc/cgroups', off), () => outcomeOnLab(cgroupControllers, older));
    expect(outcome).toMatchObject({ severity: 'block', values: { missing: 'memory' } });
  });
});
