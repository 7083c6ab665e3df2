import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, outcomeOnLab } from '../../lab';
import { during, faked, shadowed } from '../testing-lab';
import { osChecks } from './os';

const [supported, systemd, kernel] = osChecks;

describe.runIf(labWanted && supported && systemd && kernel)('a lab host', { timeout: 60_000 }, () => {
  if (!supported || !systemd || !kernel) return;
  afterAll(closeLab);

  test('os.supported: Debian 12 passes, a distribution that calls itself something else blocks', async () => {
    expect(await outcomeOnLab(supported)).toMatchObject({ state: 'passed' });
    const outcome = await during(
      [
        `rm /etc/os-release; printf 'ID=slackware\\nVERSION_ID=15.0\\nPRETTY_NAME="Slackware 15.0"\\n' > /etc/os-release`,
        'ln -sf ../usr/lib/os-release /etc/os-release',
      ],
      () => outcomeOnLab(supported),
    );
    expect(outcome).toMatchObject({ severity: 'block', values: { found: 'Slackware 15.0', problem: 'family' } });
  });

  test('os.systemd: systemd passes, faked reading: without systemctl it blocks', async () => {
    expect(await outcomeOnLab(systemd)).toMatchObject({ state: 'passed', values: { version: '252' } });
    const outcome = await during(shadowed('systemctl', 'exit 127'), () => outcomeOnLab(systemd));
    expect(outcome).toMatchObject({ severity: 'block', values: { problem: 'missing' } });
  });

  test('os.kernel: the lab’s passes, faked reading: 4.4 blocks', async () => {
    expect(await outcomeOnLab(kernel)).toMatchObject({ state: 'passed' });
    const old = faked('/proc/sys/kernel/osrelease', '4.4.0-210-generic');
    const outcome = await during(old, () => outcomeOnLab(kernel));
    expect(outcome).toMatchObject({ severity: 'block', values: { found: '4.4.0-210-generic', needed: '4.5' } });
  });
});
