import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, labSh, outcomeOnLab } from '../../lab';
import { type Condition, during } from '../testing-lab';
import { stateChecks } from './index';
import { pkgLock } from './pkg-lock';
import { rebootPending } from './reboot-pending';

/** A process that holds dpkg's lock as dpkg does, by fcntl(2). */
const lock = '/var/lib/dpkg/lock-frontend';
const held: Condition = [
  `cat > /run/slipway-lab.pl <<'PERL'
use Fcntl;
open my $file, '+<', '${lock}' or die;
my $wanted = pack 'ssx4qqix4', F_WRLCK, 0, 0, 0, 0;
fcntl $file, F_SETLK, $wanted or die;
sleep 300;
PERL
systemd-run --quiet --property Type=exec --unit slipway-lab-lock perl /run/slipway-lab.pl
for i in 1 2 3 4 5 6 7 8 9 10; do grep -q ":$(stat -c %i ${lock}) " /proc/locks && exit 0; sleep 0.2; done
exit 1`,
  'systemctl stop slipway-lab-lock 2>/dev/null || true; systemctl reset-failed slipway-lab-lock 2>/dev/null || true; rm -f /run/slipway-lab.pl',
];

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  afterAll(closeLab);

  test('pkg.lock: who holds dpkg’s lock is told', async () => {
    expect(await outcomeOnLab(pkgLock)).toMatchObject({ state: 'passed' });
    const outcome = await during(held, () => outcomeOnLab(pkgLock));
    expect(outcome).toMatchObject({
      severity: 'warn',
      values: { count: 1, holders: expect.stringMatching(/^perl \(\d+\)$/) },
    });
  });

  test('reboot.pending: the file of update-notifier, and a newer kernel in /boot', async () => {
    expect(await outcomeOnLab(rebootPending)).toMatchObject({ state: 'passed' });
    const asked: Condition = ['touch /run/reboot-required', 'rm -f /run/reboot-required'];
    expect(await during(asked, () => outcomeOnLab(rebootPending))).toMatchObject({ values: { why: 'required' } });
    const running = (await labSh('uname -r')).trim();
    const newer = running.replace(/^\d+/, (major) => String(Number(major) + 1));
    const kernel: Condition = [`touch /boot/vmlinuz-${newer}`, `rm -f /boot/vmlinuz-${newer}`];
    expect(await during(kernel, () => outcomeOnLab(rebootPending))).toMatchObject({
      severity: 'warn',
      values: { why: 'kernel', running, newer },
    });
  });

  test('every check of the group understands what a bare host prints', async () => {
    const context = labContext();
    for (const check of stateChecks) {
      if (check.kind !== 'host') continue;
      const outcome = await outcomeOnLab(check, context);
      const reason = outcome.state === 'not-run' ? outcome.reason : null;
      expect(reason, check.id).toBe(check.id === 'leftover.iptables' ? 'tool-missing' : null);
    }
  });
});
