import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, labSh, outcomeOnLab } from '../../lab';
import { during, faked, fixOnLab } from '../testing-lab';
import { tuningChecks } from './tuning';

const [openFiles, hugePages, governor, speed] = tuningChecks;

describe.runIf(labWanted && openFiles && hugePages && governor && speed)('a lab host', { timeout: 60_000 }, () => {
  if (!openFiles || !hugePages || !governor || !speed) return;
  afterAll(closeLab);
  const context = labContext();

  test('limits.nofile: 4096 by systemd’s own configuration warn, and the fix passes', async () => {
    const folder = '/etc/systemd/system.conf.d';
    await during(
      [
        `mkdir -p ${folder}; printf '[Manager]\\nDefaultLimitNOFILE=4096\\n' > ${folder}/10-slipway-lab.conf; systemctl daemon-reexec`,
        `rm -f ${folder}/10-slipway-lab.conf ${folder}/90-slipway.conf*; rmdir ${folder} 2>/dev/null; systemctl daemon-reexec`,
      ],
      async () => {
        expect(await outcomeOnLab(openFiles)).toMatchObject({ severity: 'warn', values: { found: 4096 } });
        await fixOnLab('limits.nofile', context, {});
        expect(await outcomeOnLab(openFiles)).toMatchObject({ state: 'passed', values: { found: 1_048_576 } });
      },
    );
  });

  test('thp.mode: faked reading, because it is the whole machine’s: always is a finding', async () => {
    const always = faked('/sys/kernel/mm/transparent_hugepage/enabled', '[always] madvise never');
    await during([always[0], `${always[1]}\nrm -f /etc/tmpfiles.d/slipway-thp.conf*`], async () => {
      const outcome = await outcomeOnLab(hugePages);
      expect(outcome).toMatchObject({ state: 'finding', severity: 'info', values: { found: 'always' } });
      await fixOnLab('thp.mode', context, {});
      expect(await labSh('cat /sys/kernel/mm/transparent_hugepage/enabled /etc/tmpfiles.d/slipway-thp.conf')).toBe(
        'madvise\nw /sys/kernel/mm/transparent_hugepage/enabled - - - - madvise\n',
      );
    });
  });

  test('cpu.governor: nothing to adjust passes, faked reading: powersave warns until the fix', async () => {
    expect(await outcomeOnLab(governor)).toMatchObject({ state: 'passed' });
    const folder = '/sys/devices/system/cpu';
    await during(
      [
        `mount -t tmpfs slipway-lab ${folder}; mkdir -p ${folder}/cpu0/cpufreq; echo powersave > ${folder}/cpu0/cpufreq/scaling_governor`,
        `while umount ${folder} 2>/dev/null; do :; done; rm -f /etc/tmpfiles.d/slipway-governor.conf*`,
      ],
      async () => {
        expect(await outcomeOnLab(governor)).toMatchObject({ severity: 'warn', values: { governors: 'powersave' } });
        await fixOnLab('cpu.governor', context, {});
        expect(await outcomeOnLab(governor)).toMatchObject({ state: 'passed', values: { cpus: 1 } });
      },
    );
  });

  test('nic.speed: faked reading: 100 Mbit/s warn, and a card that doesn’t know is not run', async () => {
    const path = (await labSh('readlink -f /sys/class/net/host0')).trim();
    expect(await during(faked(`${path}/speed`, '100'), () => outcomeOnLab(speed))).toMatchObject({
      severity: 'warn',
      values: { mbps: 100, interface: 'host0' },
    });
    expect(await during(faked(`${path}/speed`, '-1'), () => outcomeOnLab(speed))).toMatchObject({
      state: 'not-run',
      reason: 'unsupported',
    });
  });
});
