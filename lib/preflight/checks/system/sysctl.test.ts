import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { HostCheck } from '../../check';
import { contextOf, judged, testUnreadable } from '../testing';
import { sysctlChecks } from './sysctl';

const checkOf = (id: string): HostCheck => {
  const check = sysctlChecks.find((each) => each.id === id);
  if (!check) throw new Error(`no ${id}`);
  return check;
};
const [host] = contextOf().plan.hosts;
if (!host) throw new Error('the plan has no host');
const withCni = (cni: 'flannel' | 'calico' | 'cilium') =>
  contextOf({ plan: samplePlan((plan) => Object.assign(plan.kubernetes, { cni })) });
const now = (values: Record<string, number | string>) =>
  `${Object.entries(values)
    .map(([key, value]) => `now ${key} ${value}`)
    .join('\n')}\n`;
const all = (name: string, first: number, second: number) =>
  now({ [`net.ipv4.conf.all.${name}`]: first, [`net.ipv4.conf.default.${name}`]: second });

const forwarding = (value: number, files = '') =>
  now({
    'net.ipv4.ip_forward': value,
    'net.ipv4.conf.all.forwarding': value,
    'net.ipv4.conf.default.forwarding': value,
  }) + files;

test('sysctl.ip_forward: on passes, and off too, because the install turns it on', () => {
  const check = checkOf('sysctl.ip_forward');
  expect(judged(check, forwarding(1))).toMatchObject({ state: 'passed', values: { found: '1', when: 'now' } });
  expect(judged(check, forwarding(0))).toMatchObject({ state: 'passed', values: { found: '0', when: 'install' } });
});

test('sysctl.ip_forward: a file that is read after ours and turns it off is a finding', () => {
  const check = checkOf('sysctl.ip_forward');
  for (const file of ['/etc/sysctl.d/99-hardening.conf', '/etc/sysctl.conf', '/usr/lib/sysctl.d/95-cloud.conf'])
    expect(judged(check, forwarding(1, `${file}:net.ipv4.ip_forward = 0\n`))).toMatchObject({
      state: 'finding',
      severity: 'warn',
      values: { when: 'boot', file, found: '0' },
    });
});

test('sysctl.ip_forward: a file that ours overrides is none', () => {
  const check = checkOf('sysctl.ip_forward');
  for (const line of [
    '/etc/sysctl.d/10-network.conf:net.ipv4.ip_forward = 0\n',
    '/etc/sysctl.d/99-on.conf:net.ipv4.ip_forward=1\n',
    '/etc/sysctl.d/90-slipway.conf:net.ipv4.ip_forward = 0\n',
  ])
    expect(judged(check, forwarding(1, line))).toMatchObject({ state: 'passed' });
});

test('sysctl.ip_forward: of several files the last one by name counts, in whatever order they are printed', () => {
  const check = checkOf('sysctl.ip_forward');
  const off = (file: string) => `${file}:net.ipv4.ip_forward = 0\n`;
  const on = (file: string) => `${file}:-net/ipv4/ip_forward=1\n`;
  expect(judged(check, forwarding(1, off('/etc/sysctl.d/95-a.conf') + on('/etc/sysctl.d/96-b.conf')))).toMatchObject({
    state: 'passed',
  });
  expect(judged(check, forwarding(1, on('/etc/sysctl.d/95-a.conf') + off('/etc/sysctl.d/96-b.conf')))).toMatchObject({
    state: 'finding',
  });
  expect(
    judged(check, forwarding(1, off('/etc/sysctl.d/96-b.conf') + on('/usr/lib/sysctl.d/95-a.conf'))),
  ).toMatchObject({
    state: 'finding',
  });
});

test('sysctl.bridge_nf: is not there before its module is, and the install sets it', () => {
  const check = checkOf('sysctl.bridge_nf');
  const key = 'net.bridge.bridge-nf-call-iptables';
  expect(judged(check, now({ [key]: 'absent' }))).toMatchObject({ state: 'passed', values: { when: 'install' } });
  expect(judged(check, now({ [key]: 1 }))).toMatchObject({ state: 'passed', values: { when: 'now' } });
  expect(judged(check, `${now({ [key]: 1 })}/etc/sysctl.d/99-libvirt.conf:${key} = 0\n`)).toMatchObject({
    severity: 'warn',
    values: { found: '0', file: '/etc/sysctl.d/99-libvirt.conf' },
  });
});

test('sysctl.rp_filter: 0 and 2 pass, 1 warns with flannel and blocks with others', () => {
  const check = checkOf('sysctl.rp_filter');
  expect(judged(check, all('rp_filter', 0, 2))).toMatchObject({ state: 'passed' });
  expect(judged(check, all('rp_filter', 0, 1))).toMatchObject({
    severity: 'warn',
    values: { key: 'net.ipv4.conf.default.rp_filter', found: '1', when: 'now' },
  });
  expect(judged(check, all('rp_filter', 1, 0), withCni('cilium'))).toMatchObject({ severity: 'block' });
});

test('sysctl.rp_filter: what comes back at boot is a finding too', () => {
  const line = '/usr/lib/sysctl.d/50-default.conf:net.ipv4.conf.all.rp_filter = 1\n';
  expect(judged(checkOf('sysctl.rp_filter'), all('rp_filter', 0, 0) + line)).toMatchObject({
    severity: 'warn',
    values: { when: 'boot', file: '/usr/lib/sysctl.d/50-default.conf' },
  });
});

test.each(['arp_filter', 'arp_ignore'])('sysctl.%s: 0 passes, 1 warns, and blocks with Calico', (name) => {
  const check = checkOf(`sysctl.${name}`);
  expect(judged(check, all(name, 0, 0))).toMatchObject({ state: 'passed' });
  expect(judged(check, all(name, 1, 0))).toMatchObject({ severity: 'warn', values: { found: '1' } });
  expect(judged(check, all(name, 0, 1), withCni('calico'))).toMatchObject({ severity: 'block' });
});

test('sysctl.arp_ignore: isn’t asked where kube-proxy sets it by itself', () => {
  const strict = contextOf({
    plan: samplePlan((plan) => {
      plan.kubernetes.overrides.kubeadm =
        'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\nipvs: {strictARP: true}\n';
    }),
  });
  expect(checkOf('sysctl.arp_ignore').appliesTo(strict, host)).toBe(false);
  expect(checkOf('sysctl.arp_ignore').appliesTo(contextOf(), host)).toBe(true);
});

test.each([
  ['sysctl.inotify.instances', 'fs.inotify.max_user_instances', 1024, 'warn'],
  ['sysctl.inotify.watches', 'fs.inotify.max_user_watches', 65_536, 'warn'],
  ['limits.somaxconn', 'net.core.somaxconn', 32_768, 'info'],
  ['limits.somaxconn', 'net.core.somaxconn', 4096, 'warn'],
])('%s: %s from %i on, one less is a finding that %ss', (id, key, least, severity) => {
  expect(judged(checkOf(id), now({ [key]: least - 1 }))).toMatchObject({ state: 'finding', severity });
  const enough = judged(checkOf(id), now({ [key]: least }));
  if (enough.state === 'finding') expect(enough.severity).not.toBe(severity);
  else expect(enough.state).toBe('passed');
});

test('sysctl.inotify.instances: a key that isn’t there is not run', () => {
  expect(judged(checkOf('sysctl.inotify.instances'), now({ 'fs.inotify.max_user_instances': 'absent' }))).toMatchObject(
    {
      state: 'not-run',
    },
  );
});

test('every fix writes each of its keys once, in the file that is read last', () => {
  for (const check of sysctlChecks) {
    const [file, ...others] = check.fix?.files?.(contextOf(), host, {}) ?? [];
    expect(others).toEqual([]);
    expect(file?.path).toBe('/etc/sysctl.d/zz-slipway.conf');
    const filtered = (text: string) =>
      execFileSync('bash', ['-c', file?.filter ?? ''], { input: text, encoding: 'utf8' });
    const once = filtered('kernel.panic = 10\n');
    expect(once).toMatch(/^kernel\.panic = 10\n(?:[a-z0-9._-]+ = \d+\n)+$/);
    expect(filtered(once)).toBe(once);
    for (const line of once.trim().split('\n').slice(1)) {
      const [key = '', value] = line.split(' = ');
      expect(check.script(contextOf(), host)).toContain(key);
      expect(Number(value)).toBeGreaterThanOrEqual(0);
    }
  }
});

for (const check of sysctlChecks) testUnreadable(check);
