import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import type { Plan } from '@/lib/plan/schema';
import type { HostCheck } from '../../check';
import { closeLab, labContext, labSh, outcomeOnLab } from '../../lab';
import { during, faked } from '../testing-lab';
import { moduleChecks } from './modules';

const checkOf = (id: string): HostCheck => {
  const check = moduleChecks.find((each) => each.id === id);
  if (!check) throw new Error(`no ${id}`);
  return check;
};

/** The lab's kernel has everything built in and no folder of modules; with an empty one, modprobe is asked and has none. */
const noModules: [string, string] = [
  'mkdir -p "/lib/modules/$(uname -r)"',
  'rmdir "/lib/modules/$(uname -r)" /lib/modules 2>/dev/null || true',
];
/** As CIS hardening does; read by the real modprobe. */
const forbid = (module: string): [string, string] => [
  `${noModules[0]}; echo 'install ${module} /bin/false' > /etc/modprobe.d/slipway-lab.conf`,
  `rm -f /etc/modprobe.d/slipway-lab.conf; ${noModules[1]}`,
];
/** An empty folder in the place of the kernel's. */
const emptied = (folder: string): [string, string] => [
  `mount -t tmpfs slipway-lab ${folder}`,
  `while umount ${folder} 2>/dev/null; do :; done`,
];
const both = (a: [string, string], b: [string, string]): [string, string] => [`${a[0]}\n${b[0]}`, `${a[1]}\n${b[1]}`];

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  afterAll(closeLab);

  test('mod.vxlan: built in passes, forbidden by modprobe.d blocks', async () => {
    expect(await outcomeOnLab(checkOf('mod.vxlan'))).toMatchObject({ state: 'passed' });
    const outcome = await during(forbid('vxlan'), () => outcomeOnLab(checkOf('mod.vxlan')));
    expect(outcome).toMatchObject({ severity: 'block', values: { modules: 'vxlan', state: 'forbidden' } });
  });

  test('mod.vxlan: a kernel whose configuration nobody can read is not run', async ({ skip }) => {
    skip(
      (await labSh('ls /lib/modules /boot 2>/dev/null | grep -v : || true')).trim() !== '',
      'this kernel has modules',
    );
    const outcome = await during(faked('/proc/config.gz', ''), () => outcomeOnLab(checkOf('mod.vxlan')));
    expect(outcome).toMatchObject({ state: 'not-run', reason: 'unreadable' });
  });

  test('mod.overlay: active passes, faked reading: forbidden and not in /proc/filesystems blocks', async () => {
    expect(await outcomeOnLab(checkOf('mod.overlay'))).toMatchObject({ state: 'passed', values: { state: 'active' } });
    const without = both(forbid('overlay'), faked('/proc/filesystems', 'nodev\tproc\n\text4'));
    const outcome = await during(without, () => outcomeOnLab(checkOf('mod.overlay')));
    expect(outcome).toMatchObject({ severity: 'block', values: { state: 'forbidden' } });
  });

  test('mod.br_netfilter: active passes, faked reading: without its settings and without modules it blocks', async () => {
    expect(await outcomeOnLab(checkOf('mod.br_netfilter'))).toMatchObject({ state: 'passed' });
    const without = both(noModules, emptied('/proc/sys/net/bridge'));
    const outcome = await during(without, () => outcomeOnLab(checkOf('mod.br_netfilter')));
    expect(outcome).toMatchObject({ severity: 'block', values: { state: 'absent' } });
  });

  test('mod.nf_conntrack: active passes, faked reading: without its settings and without modules it blocks', async () => {
    expect(await outcomeOnLab(checkOf('mod.nf_conntrack'))).toMatchObject({ state: 'passed' });
    const without = both(noModules, emptied('/proc/sys/net/netfilter'));
    const outcome = await during(without, () => outcomeOnLab(checkOf('mod.nf_conntrack')));
    expect(outcome).toMatchObject({ severity: 'block', values: { state: 'absent' } });
  });

  test('mod.netfilter: built in passes, faked reading: an empty folder of modules lacks the matches', async () => {
    expect(await outcomeOnLab(checkOf('mod.netfilter'))).toMatchObject({ state: 'passed' });
    const outcome = await during(noModules, () => outcomeOnLab(checkOf('mod.netfilter')));
    expect(outcome).toMatchObject({
      severity: 'block',
      values: { modules: expect.stringContaining('xt_comment, xt_conntrack, xt_mark, xt_statistic') },
    });
  });

  test('mod.ip_vs: faked reading: an empty folder of modules has none', async () => {
    const ipvs = labContext((plan: Plan) => {
      plan.kubernetes.overrides.kubeadm =
        'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\n';
      return plan;
    });
    const outcome = await during(noModules, () => outcomeOnLab(checkOf('mod.ip_vs'), ipvs));
    expect(outcome).toMatchObject({ severity: 'block', values: { modules: expect.stringContaining('ip_vs_sh') } });
  });
});
