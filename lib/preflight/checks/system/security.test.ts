import { expect, test } from 'vitest';
import { sampleFacts, samplePlan } from '@/lib/plan/samples';
import { contextOf, judged, testUnreadable } from '../testing';
import { securityChecks } from './security';

const [mode, labels, apparmor] = securityChecks;
if (!mode || !labels || !apparmor) throw new Error('three checks are expected');

const [host] = contextOf().plan.hosts;
if (!host) throw new Error('the plan has no host');
const onOs = (id: string, versionId: string, change: (plan: ReturnType<typeof samplePlan>) => void = () => {}) =>
  contextOf({
    plan: samplePlan(change),
    facts: {
      [host.name]: sampleFacts('10.0.0.11', (facts) => {
        facts.os = { id, versionId, idLike: [], prettyName: id };
      }),
    },
  });

test.each([
  ['enforce absent\n', 'disabled'],
  ['enforce 0\nSELINUX=permissive\n', 'permissive'],
  ['enforce absent\nSELINUX=disabled\n', 'disabled'],
])('selinux.mode: %j passes', (printed, found) => {
  expect(judged(mode, printed)).toMatchObject({ state: 'passed', values: { mode: found } });
});

test('selinux.mode: enforcing is only said where the install sets it by itself, and warned of elsewhere', () => {
  const printed = 'enforce 1\nSELINUX=enforcing\n';
  expect(judged(mode, printed, onOs('rocky', '9.5'))).toMatchObject({ severity: 'info', values: { by: 'install' } });
  expect(judged(mode, printed, onOs('debian', '12'))).toMatchObject({ severity: 'warn', values: { by: 'nobody' } });
  expect(judged(mode, printed)).toMatchObject({ severity: 'warn' });
});

test('selinux.mode: permissive until the next boot is a finding', () => {
  expect(judged(mode, 'enforce 0\nSELINUX=enforcing\n', onOs('openEuler', '24.03'))).toMatchObject({
    severity: 'info',
    values: { mode: 'permissive', atBoot: 'enforcing' },
  });
});

const label = (usr: string, local: string, lib: string) =>
  `label system_u:object_r:${usr}:s0 /usr/bin\nlabel system_u:object_r:${local}:s0 /usr/local/bin\nlabel system_u:object_r:${lib}:s0 /var/lib\n`;

test('selinux.labels: those of the policy pass', () => {
  expect(judged(labels, `enforce 1\n${label('bin_t', 'bin_t', 'var_lib_t')}`)).toMatchObject({ state: 'passed' });
  expect(judged(labels, 'enforce absent\n')).toMatchObject({ state: 'passed', values: { mode: 'disabled' } });
});

test('selinux.labels: others are named, gravely only while they are enforced', () => {
  const wrong = label('bin_t', 'usr_t', 'unlabeled_t');
  const outcome = judged(labels, `enforce 1\n${wrong}`);
  expect(outcome).toMatchObject({
    severity: 'warn',
    values: { count: 2, labels: '/usr/local/bin usr_t, /var/lib unlabeled_t' },
  });
  expect(judged(labels, `enforce 0\n${wrong}`)).toMatchObject({ severity: 'info' });
  expect(labels.fix?.script(contextOf(), host, outcome.values)).toBe(
    'restorecon -R -F /usr/local/bin\nrestorecon -F /var/lib',
  );
});

test('selinux.labels: enforced without a label of each folder is not run', () => {
  expect(judged(labels, 'enforce 1\nlabel system_u:object_r:bin_t:s0 /usr/bin\n')).toMatchObject({ state: 'not-run' });
});

test('apparmor.tools: off, or with its parser, passes', () => {
  expect(judged(apparmor, 'enabled absent\nparser missing\n')).toMatchObject({ state: 'passed' });
  expect(judged(apparmor, 'enabled N\nparser missing\n')).toMatchObject({ state: 'passed' });
  expect(judged(apparmor, 'enabled Y\nparser there\n')).toMatchObject({ state: 'passed' });
});

test('apparmor.tools: on without its parser warns, and blocks RKE2', () => {
  const printed = 'enabled Y\nparser missing\n';
  expect(judged(apparmor, printed)).toMatchObject({ state: 'finding', severity: 'warn' });
  const rke2 = onOs('debian', '12', (plan) => {
    plan.kubernetes.distribution = 'rke2';
  });
  expect(judged(apparmor, printed, rke2)).toMatchObject({ severity: 'block' });
});

test('apparmor.tools: is installed by the fix only online', () => {
  expect(apparmor.fix?.script(contextOf(), host, {})).toBeNull();
  const online = onOs('debian', '12', (plan) => {
    plan.artifacts = { kind: 'online', mirror: '' };
  });
  expect(apparmor.fix?.script(online, host, {})).toContain('install --no-install-recommends apparmor');
});

for (const check of [mode, labels, apparmor]) testUnreadable(check);
