import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, outcomeOnLab } from '../../lab';
import { during, shadowed } from '../testing-lab';
import { securityChecks } from './security';

const [mode, labels, apparmor] = securityChecks;

describe.runIf(labWanted && mode && labels && apparmor)('a lab host', { timeout: 60_000 }, () => {
  if (!mode || !labels || !apparmor) return;
  afterAll(closeLab);
  /** The lab's kernel has no policy loaded; as the kernel does, without a newline. */
  const enforce: [string, string] = ['printf 1 > /sys/fs/selinux/enforce', 'rm -f /sys/fs/selinux/enforce'];

  test('selinux.mode: off passes, faked reading: enforcing on Debian warns', async () => {
    expect(await outcomeOnLab(mode)).toMatchObject({ state: 'passed', values: { mode: 'disabled' } });
    const outcome = await during(enforce, () => outcomeOnLab(mode));
    expect(outcome).toMatchObject({ severity: 'warn', values: { mode: 'enforcing', by: 'nobody' } });
  });

  test('selinux.labels: off passes, faked reading: an unlabelled /usr/local/bin warns', async () => {
    expect(await outcomeOnLab(labels)).toMatchObject({ state: 'passed' });
    const stat = shadowed(
      'stat',
      `echo 'label system_u:object_r:bin_t:s0 /usr/bin'
echo 'label system_u:object_r:unlabeled_t:s0 /usr/local/bin'
echo 'label system_u:object_r:var_lib_t:s0 /var/lib'`,
    );
    const outcome = await during([`${enforce[0]}\n${stat[0]}`, `${enforce[1]}\n${stat[1]}`], () =>
      outcomeOnLab(labels),
    );
    expect(outcome).toMatchObject({ severity: 'warn', values: { labels: '/usr/local/bin unlabeled_t' } });
  });

  test('apparmor.tools: a kernel without it passes, faked reading: one with it and no parser warns', async () => {
    expect(await outcomeOnLab(apparmor)).toMatchObject({ state: 'passed', values: { kernel: 'off' } });
    const outcome = await during(
      [
        'mkdir -p /sys/module/apparmor/parameters; echo Y > /sys/module/apparmor/parameters/enabled',
        'rm -rf /sys/module/apparmor; rmdir /sys/module 2>/dev/null || true',
      ],
      () => outcomeOnLab(apparmor),
    );
    expect(outcome).toMatchObject({ severity: 'warn', values: { kernel: 'on', parser: 'missing' } });
  });
});
