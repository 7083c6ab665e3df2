import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { contextOf, judged, testUnreadable } from '../testing';
import { osChecks } from './os';

const [supported, systemd, kernel] = osChecks;
if (!supported || !systemd || !kernel) throw new Error('three checks are expected');

const release = (id: string, version: string, pretty: string, like = '') =>
  `NAME="${pretty}"\nID=${id}\n${like ? `ID_LIKE="${like}"\n` : ''}VERSION_ID="${version}"\nPRETTY_NAME="${pretty}"\n`;

test.each([
  ['debian', '12', 'Debian GNU/Linux 12 (bookworm)'],
  ['ubuntu', '24.04', 'Ubuntu 24.04.2 LTS'],
  ['"rocky"', '9.5', 'Rocky Linux 9.5 (Blue Onyx)'],
  ['"openEuler"', '24.03', 'openEuler 24.03 (LTS)'],
  ['"kylin"', 'V10', 'Kylin Linux Advanced Server V10 (Lance)'],
  ['"anolis"', '8.9', 'Anolis OS 8.9'],
])('os.supported: %s %s is listed', (id, version, found) => {
  expect(judged(supported, release(id, version, found))).toMatchObject({ state: 'passed', values: { found } });
});

test('os.supported: an unlisted version of a listed distribution warns, and names the listed ones', () => {
  expect(judged(supported, release('ubuntu', '20.04', 'Ubuntu 20.04.6 LTS', 'debian'))).toMatchObject({
    state: 'finding',
    severity: 'warn',
    values: { problem: 'version', family: 'debian', needed: 'ubuntu 22.04, 24.04, 26.04' },
  });
});

test('os.supported: version 1 is not read as 12', () => {
  expect(judged(supported, release('debian', '1', 'Debian 1'))).toMatchObject({ severity: 'warn' });
});

test('os.supported: a distribution of no known family blocks', () => {
  expect(judged(supported, release('alpine', '3.22', 'Alpine Linux v3.22'))).toMatchObject({
    state: 'finding',
    severity: 'block',
    values: { problem: 'family', needed: expect.stringContaining('openeuler') },
  });
});

test('os.systemd: booted with it passes, with its version', () => {
  const printed = 'booted\nsystemd 252 (252.39-1~deb12u2)\n+PAM +AUDIT default-hierarchy=unified\n';
  expect(judged(systemd, printed)).toEqual({ state: 'passed', values: { version: '252', problem: 'none' } });
});

test('os.systemd: installed and not booted with it blocks', () => {
  expect(judged(systemd, 'not booted\nsystemd 239 (239-82.el8)\n')).toMatchObject({
    severity: 'block',
    values: { problem: 'notBooted', version: '239' },
  });
});

test('os.systemd: none at all blocks', () => {
  expect(judged(systemd, 'not booted\n')).toMatchObject({ severity: 'block', values: { problem: 'missing' } });
});

const at = (version: string, change: (plan: Plan) => void = () => {}) =>
  contextOf({
    plan: samplePlan((plan) => {
      plan.kubernetes.version = version;
      change(plan);
    }),
  });

test.each([
  ['4.5.0', 'v1.36.3', 'passed'],
  ['4.4.302', 'v1.36.3', 'finding'],
  ['3.10.0-1160.el7.x86_64', 'v1.34.2', 'passed'],
  ['3.9.11', 'v1.34.2', 'finding'],
  ['4.19.90-89.11.v2401.ky10.x86_64', 'v1.36.3', 'passed'],
  ['5.10.0-216.0.0.115.oe2203sp4.x86_64', 'v1.36.3', 'passed'],
  ['6.1.0-31-amd64', 'v1.36.3', 'passed'],
])('os.kernel: %s for Kubernetes %s is %s', (found, version, state) => {
  expect(judged(kernel, `${found}\n`, at(version))).toMatchObject({ state, values: { found } });
});

test.each([
  ['4.17.19', 'block', '4.18'],
  ['4.18.0-553.el8_10.x86_64', 'warn', '5.4'],
])('os.kernel: Cilium on %s is a finding that %ss', (found, severity, needed) => {
  const context = at('v1.36.3', (plan) => {
    plan.kubernetes.cni = 'cilium';
  });
  expect(judged(kernel, found, context)).toMatchObject({ severity, values: { found, needed, why: 'cilium' } });
  expect(judged(kernel, '5.4.0-42-generic', context)).toMatchObject({ state: 'passed', values: { needed: '5.4' } });
});

test('os.kernel: kube-proxy in nftables mode wants 5.13', () => {
  const context = at('v1.36.3', (plan) => {
    plan.kubernetes.overrides.kubeadm =
      'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: nftables\n';
  });
  expect(judged(kernel, '5.12.19', context)).toMatchObject({ severity: 'block', values: { needed: '5.13' } });
  expect(judged(kernel, '5.13.0', context)).toMatchObject({ state: 'passed' });
});

for (const check of [supported, systemd, kernel]) testUnreadable(check);
