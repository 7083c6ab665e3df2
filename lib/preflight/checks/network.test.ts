import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { HostCheck, Reading } from '../check';
import { networkChecks, parseListeners } from './network';

const context = { plan: samplePlan(), facts: {}, bundle: null };
const printed = (stdout: string): Reading => ({ stdout, stderr: '', exitCode: 0, tookMs: 1 });
function judged(id: string, stdout: string) {
  const check = networkChecks.find((one): one is HostCheck => one.id === id && one.kind === 'host');
  const [host] = context.plan.hosts;
  if (!check || !host) throw new Error(`${id} is no check of a host`);
  return check.judge(printed(stdout), context, host);
}
const nics = (...addresses: string[]) =>
  [
    '1: lo    inet 127.0.0.1/8 scope host lo',
    ...addresses.map((one, index) => `${index + 2}: eth${index}    inet ${one} scope global eth${index}`),
  ].join('\n');

test('nic.ip: the internal address is on an interface, or it isn’t', () => {
  expect(judged('nic.ip', nics('10.0.0.11/24'))).toMatchObject({ state: 'passed', values: { nic: 'eth0' } });
  expect(judged('nic.ip', nics('10.0.0.110/24'))).toMatchObject({
    severity: 'block',
    values: { address: '10.0.0.11', found: '10.0.0.110' },
  });
  expect(judged('nic.ip', '')).toMatchObject({ state: 'not-run' });
});

test('nic.overlap: neighbouring subnets pass, one in the other is a finding', () => {
  expect(judged('nic.overlap', nics('10.0.0.11/25', '10.0.0.130/25'))).toMatchObject({
    state: 'passed',
    values: { nics: 2 },
  });
  expect(judged('nic.overlap', nics('10.0.0.11/25', '10.0.0.120/26'))).toMatchObject({
    severity: 'block',
    values: { one: 'eth0', other: 'eth1' },
  });
  expect(judged('nic.overlap', nics('10.0.0.11/24', '10.0.0.100/32'))).toMatchObject({ state: 'passed' });
});

test('route.default: one passes, none is a finding, silence is not green', () => {
  expect(judged('route.default', 'default via 10.0.0.1 dev eth0 proto dhcp\nend\n')).toMatchObject({
    state: 'passed',
    values: { nic: 'eth0', via: '10.0.0.1' },
  });
  expect(judged('route.default', 'end\n')).toMatchObject({ severity: 'block', values: { routes: 0 } });
  expect(judged('route.default', '')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

const listening = (local: string, users = 'users:(("nginx",pid=7,fd=3))', protocol = 'tcp') =>
  `${protocol} ${protocol === 'tcp' ? 'LISTEN' : 'UNCONN'} 0 128 ${local} 0.0.0.0:* ${users}\nunit 7 9:name=systemd:/system.slice/nginx.service\nend\n`;

test('port.local.free: a port is a number, not the end of a longer one', () => {
  expect(judged('port.local.free', listening('0.0.0.0:16443'))).toMatchObject({ state: 'passed' });
  expect(judged('port.local.free', listening('0.0.0.0:6443'))).toMatchObject({
    severity: 'block',
    values: { taken: 1, listener: '6443/tcp', process: 'nginx', unit: 'nginx.service', use: 'controlPlane' },
  });
  expect(judged('port.local.free', listening('[::]:6443'))).toMatchObject({ severity: 'block' });
  expect(judged('port.local.free', listening('0.0.0.0:6443', '', 'udp'))).toMatchObject({ state: 'passed' });
});

test('port.local.free: a socket without a process is the kernel’s', () => {
  expect(judged('port.local.free', listening('0.0.0.0:8472', '', 'udp'))).toMatchObject({
    severity: 'block',
    values: { process: 'kernel', use: 'pods' },
  });
});

test('port.local.free: NodePorts warn, from the first to the last', () => {
  for (const [port, state] of [
    [29_999, 'passed'],
    [30_000, 'finding'],
    [32_767, 'finding'],
    [32_768, 'passed'],
  ] as const)
    expect(judged('port.local.free', listening(`0.0.0.0:${port}`))).toMatchObject({ state });
  expect(judged('port.local.free', listening('0.0.0.0:30000'))).toMatchObject({
    severity: 'warn',
    values: { use: 'nodePort' },
  });
});

/** What an installed control plane prints: kubelet as a unit, the API server in a pod, VXLAN by the kernel. */
const cluster = (owner: string, ...more: string[]) =>
  [
    `owner ${owner}`,
    'ours done',
    'tcp LISTEN 0 128 127.0.0.1:10248 0.0.0.0:* users:(("kubelet",pid=3,fd=9))',
    'tcp LISTEN 0 128 *:6443 *:* users:(("kube-apiserver",pid=4,fd=3))',
    'tcp LISTEN 0 128 *:10256 *:* users:(("kube-proxy",pid=5,fd=3))',
    'udp UNCONN 0 0 0.0.0.0:8472 0.0.0.0:*',
    ...more,
    'unit 3 0::/system.slice/kubelet.service',
    'unit 4 9:name=systemd:/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1.slice/cri-containerd-4.scope',
    'unit 5 0::/kubepods/besteffort/pod2/5',
    'end',
    '',
  ].join('\n');

test('port.local.free: what this plan’s own cluster listens on is counted and passes', () => {
  const outcome = judged('port.local.free', cluster(context.plan.name));
  expect(outcome).toMatchObject({ state: 'passed', values: { taken: 0, own: 4 } });
});

test('port.local.free: another plan’s cluster, and another program beside ours, hold the port', () => {
  for (const owner of ['', `${context.plan.name}-2`])
    expect(judged('port.local.free', cluster(owner))).toMatchObject({
      severity: 'block',
      values: { taken: 4, own: 0 },
    });
  const squatter = 'tcp LISTEN 0 9 *:2379 *:* users:(("perl",pid=8,fd=3))\nunit 8 0::/system.slice/squatter.service';
  expect(judged('port.local.free', cluster(context.plan.name, squatter))).toMatchObject({
    severity: 'block',
    values: { taken: 1, own: 4, listener: '2379/tcp', process: 'perl', unit: 'squatter.service' },
  });
  // The kernel's other sockets aren't the pod network's.
  const kernel = 'tcp LISTEN 0 9 *:2380 *:*';
  expect(judged('port.local.free', cluster(context.plan.name, kernel))).toMatchObject({ values: { taken: 1, own: 4 } });
});

test('port.local.free: listeners of another check don’t count, and silence is not green', () => {
  expect(judged('port.local.free', listening('10.0.0.11:6443', 'users:(("slipway-probe",pid=7,fd=3))'))).toMatchObject({
    state: 'passed',
  });
  expect(judged('port.local.free', '')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

test('the unit is the innermost one that systemd knows', () => {
  const line = 'tcp LISTEN 0 1 *:80 *:* users:(("a",pid=3,fd=1))\n';
  expect(parseListeners(`${line}unit 3 0::/system.slice/docker.service/x`)[0]?.unit).toBe('docker.service');
  expect(parseListeners(`${line}unit 3 0::/`)[0]?.unit).toBe('');
});
