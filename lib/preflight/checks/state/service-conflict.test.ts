import { expect, test } from 'vitest';
import { sampleFacts, samplePlan } from '@/lib/plan/samples';
import { contextOf, judged, testUnreadable } from '../testing';
import { serviceConflicts } from './service-conflict';

const [runtime, firewall, networkManager, cloud] = serviceConflicts;
if (!runtime || !firewall || !networkManager || !cloud) throw new Error('four checks are expected');

/** systemctl show, as systemd 219 and 257 print it: a block each. */
const unit = (active = 'inactive', file = '', load = 'not-found') =>
  `LoadState=${load}\nActiveState=${active}\nUnitFileState=${file}\n`;
const none = unit();
const on = unit('active', 'enabled', 'loaded');
const off = unit('inactive', 'disabled', 'loaded');
const units = (...blocks: string[]) => `${blocks.join('\n')}end-of-units\n`;
const context = contextOf();
const [host] = context.plan.hosts;
if (!host) throw new Error('the plan has no host');

test('service.conflict.runtime: not installed and stopped pass, Docker warns', () => {
  expect(judged(runtime, `${units(none, none, none)}containers 0\n`)).toMatchObject({ state: 'passed' });
  expect(judged(runtime, `${units(off, off, off)}containers 0\n`)).toMatchObject({ state: 'passed' });
  expect(judged(runtime, `${units(on, on, none)}containers 0\n`)).toMatchObject({
    state: 'finding',
    severity: 'warn',
    values: { units: 'docker.service, docker.socket', containers: 0 },
  });
});

test('service.conflict.runtime: a Docker with containers is not stopped by a fix, one without is', () => {
  const busy = judged(runtime, `${units(on, on, none)}containers 1\n`);
  expect(busy.values).toMatchObject({ containers: 1 });
  expect(runtime.fix?.script(context, host, busy.values)).toBeNull();
  expect(runtime.fix?.script(context, host, {})).toBeNull();
  expect(runtime.fix?.script(context, host, { containers: 0 })).toContain('systemctl disable --now');
});

test('service.conflict.runtime: an answer for fewer units than were asked for is not understood', () => {
  expect(judged(runtime, `${units(none, none)}containers 0\n`)).toMatchObject({ state: 'not-run' });
  expect(judged(runtime, units(none, none, none))).toMatchObject({ state: 'not-run' });
});

const withOs = (id: string, versionId: string, distribution: 'kubeadm' | 'rke2' = 'kubeadm') => {
  const plan = samplePlan((each) => Object.assign(each.kubernetes, { distribution }));
  const facts = sampleFacts('10.0.0.11', (each) => Object.assign(each.os, { id, versionId, idLike: [] }));
  return contextOf({ plan, facts: { 'node-1': facts } });
};
const firewalld = `${units(on, none)}end\n`;

test('service.conflict.firewall: Ubuntu’s unit of ufw is active while ufw is off', () => {
  expect(judged(firewall, `${units(none, on)}ufw ENABLED=no\nend\n`)).toMatchObject({ state: 'passed' });
  expect(judged(firewall, `${units(none, on)}ufw ENABLED=yes\nend\n`)).toMatchObject({
    severity: 'warn',
    values: { units: 'ufw', by: 'nobody' },
  });
  expect(judged(firewall, `${units(none, off)}ufw ENABLED=yes\nend\n`)).toMatchObject({ state: 'passed' });
});

test('service.conflict.firewall: firewalld is stopped by the install where it is usual, warns elsewhere, blocks RKE2', () => {
  for (const [id, version] of [
    ['rocky', '9.4'],
    ['openEuler', '22.03'],
    ['kylin', 'V10'],
    ['anolis', '8.8'],
  ] as const)
    expect(judged(firewall, firewalld, withOs(id, version))).toMatchObject({
      severity: 'info',
      values: { by: 'install' },
    });
  expect(judged(firewall, firewalld, withOs('debian', '12'))).toMatchObject({ severity: 'warn' });
  expect(judged(firewall, firewalld)).toMatchObject({ severity: 'warn' });
  expect(judged(firewall, firewalld, withOs('rocky', '9.4', 'rke2'))).toMatchObject({ severity: 'block' });
  expect(judged(firewall, `${units(unit('failed', 'enabled', 'loaded'), none)}end\n`)).toMatchObject({
    state: 'passed',
  });
});

test('service.conflict.firewall: both are named, and the install stops only one', () => {
  const both = `${units(on, on)}ufw ENABLED=yes\nend\n`;
  expect(judged(firewall, both, withOs('rocky', '9.4'))).toMatchObject({
    severity: 'warn',
    values: { units: 'firewalld, ufw', by: 'nobody' },
  });
});

test('service.conflict.networkmanager: one that isn’t there, or leaves pods’ interfaces alone, passes', () => {
  expect(judged(networkManager, `${units(none)}end\n`)).toMatchObject({ state: 'passed', values: { active: 'no' } });
  const rke2 = 'unmanaged-devices=interface-name:flannel*;interface-name:cni*;interface-name:veth*\n';
  expect(judged(networkManager, `${units(on)}${rke2}end\n`)).toMatchObject({ state: 'passed', values: { count: 0 } });
  expect(judged(networkManager, `${units(on)}unmanaged-devices=*\nend\n`)).toMatchObject({ state: 'passed' });
});

test('service.conflict.networkmanager: each interface that it would manage is named', () => {
  const ubuntu = 'unmanaged-devices=*,except:type:wifi,except:type:gsm,except:type:cdma\n';
  expect(judged(networkManager, `${units(on)}${ubuntu}end\n`)).toMatchObject({ state: 'passed' });
  expect(judged(networkManager, `${units(on)}end\n`)).toMatchObject({
    severity: 'warn',
    values: { count: 3, interfaces: 'flannel*, cni*, veth*' },
  });
  const some = 'unmanaged-devices+=interface-name:flannel.1;mac:00:11:22:33:44:55;interface-name:cni?\n';
  expect(judged(networkManager, `${units(on)}${some}end\n`)).toMatchObject({
    values: { interfaces: 'flannel*, veth*' },
  });
});

test('service.conflict.networkmanager: concerns plans whose pod network is known', () => {
  const existing = contextOf({ plan: samplePlan((plan) => Object.assign(plan.kubernetes, { cni: 'existing' })) });
  expect(networkManager.appliesTo(existing, host)).toBe(false);
  expect(networkManager.appliesTo(context, host)).toBe(true);
});

test('service.conflict.cloud: enabled blocks even when it rests until its timer’s next turn', () => {
  expect(judged(cloud, units(none, none))).toMatchObject({ state: 'passed' });
  expect(judged(cloud, units(off, off))).toMatchObject({ state: 'passed' });
  expect(judged(cloud, units(off, unit('inactive', 'enabled', 'loaded')))).toMatchObject({
    severity: 'block',
    values: { units: 'nm-cloud-setup.timer' },
  });
  expect(judged(cloud, units(unit('activating', 'static', 'loaded'), off))).toMatchObject({ severity: 'block' });
});

for (const check of serviceConflicts) testUnreadable(check);
