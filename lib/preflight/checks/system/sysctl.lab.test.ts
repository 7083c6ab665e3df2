import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import type { HostCheck, Outcome } from '../../check';
import { closeLab, labContext, labSh, outcomeOnLab } from '../../lab';
import { during, faked, fixOnLab } from '../testing-lab';
import { sysctlChecks } from './sysctl';

const checkOf = (id: string): HostCheck => {
  const check = sysctlChecks.find((each) => each.id === id);
  if (!check) throw new Error(`no ${id}`);
  return check;
};

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  afterAll(closeLab);
  const context = labContext();

  /** The finding, and what is said after the fix was run twice. */
  async function beforeAndAfter(id: string, make: string, undo: string): Promise<[Outcome, Outcome]> {
    const check = checkOf(id);
    return during([make, `${undo}\nrm -f /etc/sysctl.d/zz-slipway.conf*`], async () => {
      const before = await outcomeOnLab(check);
      await fixOnLab(id, context, before.values);
      expect(await labSh('sort /etc/sysctl.d/zz-slipway.conf | uniq -d')).toBe('');
      return [before, await outcomeOnLab(check)];
    });
  }
  /** Values that this host has by itself (network namespace), put back afterwards. */
  const set = (value: number, back: number, ...keys: string[]): [string, string] => [
    keys.map((key) => `sysctl -q -w ${key}=${value}`).join('\n'),
    keys.map((key) => `sysctl -q -w ${key}=${back}`).join('\n'),
  ];
  const conf = (name: string) => [`net.ipv4.conf.all.${name}`, `net.ipv4.conf.default.${name}`];
  const file = (line: string): [string, string] => [
    `echo '${line}' > /etc/sysctl.d/99-slipway-lab.conf`,
    'rm -f /etc/sysctl.d/99-slipway-lab.conf',
  ];

  test('sysctl.ip_forward: off passes, because the install sets it; a later file that turns it off warns', async () => {
    expect(await outcomeOnLab(checkOf('sysctl.ip_forward'))).toMatchObject({ state: 'passed' });
    const [make, undo] = file('net.ipv4.ip_forward=0');
    const was = Number(await labSh('cat /proc/sys/net/ipv4/ip_forward'));
    const [before, after] = await beforeAndAfter(
      'sysctl.ip_forward',
      make,
      `${undo}; sysctl -q -w net.ipv4.ip_forward=${was}`,
    );
    expect(before).toMatchObject({ severity: 'warn', values: { file: '/etc/sysctl.d/99-slipway-lab.conf' } });
    expect(after).toMatchObject({ state: 'passed', values: { found: '1' } });
  });

  test('sysctl.ip_forward: a distribution’s file that a link to /dev/null hides is no finding', async () => {
    const check = checkOf('sysctl.ip_forward');
    const shipped = '/usr/lib/sysctl.d/99-slipway-lab.conf';
    const hidden = '/etc/sysctl.d/99-slipway-lab.conf';
    await during([`echo 'net.ipv4.ip_forward = 0' > ${shipped}`, `rm -f ${shipped} ${hidden}`], async () => {
      expect(await outcomeOnLab(check)).toMatchObject({ severity: 'warn', values: { file: shipped } });
      await labSh(`ln -s /dev/null ${hidden}`);
      expect(await outcomeOnLab(check)).toMatchObject({ state: 'passed' });
    });
  });

  test('sysctl.bridge_nf: a later file that turns it off warns, and the fix comes after it', async () => {
    const [before, after] = await beforeAndAfter('sysctl.bridge_nf', ...file('net.bridge.bridge-nf-call-iptables = 0'));
    expect(before).toMatchObject({ severity: 'warn', values: { when: 'boot', found: '0' } });
    expect(after).toMatchObject({ state: 'passed' });
  });

  test('sysctl.rp_filter: 1 warns, and the fix makes it 2', async () => {
    const [before, after] = await beforeAndAfter('sysctl.rp_filter', ...set(1, 0, ...conf('rp_filter')));
    expect(before).toMatchObject({ severity: 'warn', values: { key: 'net.ipv4.conf.all.rp_filter', found: '1' } });
    expect(after).toMatchObject({ state: 'passed', values: { found: '2' } });
  });

  test('sysctl.arp_filter: 1 warns, and the fix makes it 0', async () => {
    const [before, after] = await beforeAndAfter('sysctl.arp_filter', ...set(1, 0, ...conf('arp_filter')));
    expect(before).toMatchObject({ severity: 'warn', values: { found: '1' } });
    expect(after).toMatchObject({ state: 'passed', values: { found: '0' } });
  });

  test('sysctl.arp_ignore: 1 warns, and the fix makes it 0', async () => {
    const [before, after] = await beforeAndAfter('sysctl.arp_ignore', ...set(1, 0, ...conf('arp_ignore')));
    expect(before).toMatchObject({ severity: 'warn', values: { found: '1' } });
    expect(after).toMatchObject({ state: 'passed', values: { found: '0' } });
  });

  test('sysctl.inotify.instances: faked reading, because it is the whole machine’s: 128 warn', async () => {
    const few = faked('/proc/sys/fs/inotify/max_user_instances', '128');
    const outcome = await during(few, () => outcomeOnLab(checkOf('sysctl.inotify.instances')));
    expect(outcome).toMatchObject({ severity: 'warn', values: { found: '128' } });
  });

  test('sysctl.inotify.watches: faked reading, because it is the whole machine’s: 8192 warn', async () => {
    const few = faked('/proc/sys/fs/inotify/max_user_watches', '8192');
    const outcome = await during(few, () => outcomeOnLab(checkOf('sysctl.inotify.watches')));
    expect(outcome).toMatchObject({ severity: 'warn', values: { found: '8192' } });
  });

  test('limits.somaxconn: 128 warn, and the fix makes it 32768', async () => {
    const [before, after] = await beforeAndAfter('limits.somaxconn', ...set(128, 4096, 'net.core.somaxconn'));
    expect(before).toMatchObject({ severity: 'warn', values: { found: '128' } });
    expect(after).toMatchObject({ state: 'passed', values: { found: '32768' } });
  });
});
