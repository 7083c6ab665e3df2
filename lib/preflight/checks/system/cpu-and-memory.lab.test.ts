import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labSh, outcomeOnLab } from '../../lab';
import { during, faked } from '../testing-lab';
import { cpuAndMemoryChecks } from './cpu-and-memory';

const [cpus, x86v2, memory] = cpuAndMemoryChecks;

describe.runIf(labWanted && cpus && x86v2 && memory)('a lab host', { timeout: 60_000 }, () => {
  if (!cpus || !x86v2 || !memory) return;
  afterAll(closeLab);

  test('cpu.min: faked reading: a machine with one CPU blocks, and the lab’s own number is read', async () => {
    const real = Number(await labSh('nproc --all'));
    expect((await outcomeOnLab(cpus)).values).toMatchObject({ found: real });
    const outcome = await during(faked('/sys/devices/system/cpu/online', '0'), () => outcomeOnLab(cpus));
    expect(outcome).toMatchObject({ severity: 'block', values: { found: 1, needed: 2 } });
  });

  test('mem.min: faked reading: a machine with 1 GiB blocks, and the lab’s own passes', async () => {
    expect(await outcomeOnLab(memory)).toMatchObject({ state: 'passed' });
    const small = faked('/proc/meminfo', 'MemTotal:        1048576 kB\nMemFree:          500000 kB');
    const outcome = await during(small, () => outcomeOnLab(memory));
    expect(outcome).toMatchObject({ severity: 'block', values: { gib: 1, needed: 2 } });
  });

  test('cpu.x86v2: faked reading: QEMU’s qemu64 blocks', async () => {
    if ((await labSh('uname -m')).trim() !== 'x86_64') return;
    const old = faked('/proc/cpuinfo', 'processor\t: 0\nflags\t\t: fpu sse sse2 syscall nx lm pni cx16 lahf_lm');
    const outcome = await during(old, () => outcomeOnLab(x86v2));
    expect(outcome).toMatchObject({ severity: 'block', values: { missing: 'popcnt, ssse3, sse4_1, sse4_2' } });
  });
});
