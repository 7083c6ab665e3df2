import { describe, expect, test } from 'vitest';
import { sampleBundle, samplePlan, withRainbond } from '@/lib/plan/samples';
import { type Plan, vipSchema } from '@/lib/plan/schema';
import type { HostCheck } from '../../check';
import { contextOf, judged, testUnreadable } from '../testing';
import { stateChecks } from './index';

const checkOf = (id: string): HostCheck => {
  const check = stateChecks.find((each) => each.id === id);
  if (check?.kind !== 'host') throw new Error(`no ${id}`);
  return check;
};
const context = contextOf();
const [host] = context.plan.hosts;
if (!host) throw new Error('the plan has no host');

/** As the script prints it: whose, what runs, what was found. */
const printed = (...lines: string[]) => `${['owner ', ...lines].join('\n')}\nend\n`;
const ours = ['owner prod-shanghai', 'ours done'];

const samples: [id: string, found: string, severity: string, oursToo: boolean][] = [
  ['leftover.k8s', '/etc/kubernetes/admin.conf', 'block', true],
  ['leftover.kubelet', '/var/lib/kubelet/config.yaml', 'block', true],
  ['leftover.etcd', '/var/lib/etcd/member', 'block', true],
  ['leftover.cni', 'cni0', 'block', true],
  ['leftover.rke2', '/etc/rancher/rke2', 'block', false],
  ['leftover.k3s', '/usr/local/bin/k3s', 'block', false],
  ['leftover.rainbond', '/opt/rainbond/etc', 'warn', true],
  ['leftover.keepalived', '/etc/keepalived/keepalived.conf', 'warn', true],
];

describe.each(samples)('%s', (id, found, severity, oursToo) => {
  const check = checkOf(id);

  test(`${id}: nothing found passes, one thing is told with its name`, () => {
    expect(judged(check, printed())).toMatchObject({ state: 'passed', values: { count: 0 } });
    expect(judged(check, printed(`found ${found}`))).toMatchObject({
      state: 'finding',
      severity,
      values: { count: 1, items: found, owner: 'other', running: 0 },
    });
  });

  test(`${id}: a host that a run of this plan has installed ${oursToo ? 'passes' : 'doesn’t explain it'}`, () => {
    const outcome = judged(check, printed(...ours, `found ${found}`).replace('owner \n', ''));
    expect(outcome.state).toBe(oursToo ? 'passed' : 'finding');
    if (oursToo) expect(outcome.values).toMatchObject({ owner: 'plan', items: found });
  });

  test(`${id}: another plan’s, and a run that left nothing to clear by itself, are findings`, () => {
    const others = printed('owner prod-beijing', 'ours done', `found ${found}`).replace('owner \n', '');
    expect(judged(check, others)).toMatchObject({ state: 'finding', severity });
    const begun = printed('owner prod-shanghai', `found ${found}`).replace('owner \n', '');
    expect(judged(check, begun)).toMatchObject({ state: 'finding', severity });
  });

  test(`${id}: a script that was cut off is not run, although it found nothing`, () => {
    expect(judged(check, 'owner \n')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
  });
});

test('leftover.k8s: a namesake’s, and what may be one’s, are findings that say so', () => {
  const check = checkOf('leftover.k8s');
  const found = 'ours done\nfound /etc/kubernetes/admin.conf\nend\n';
  const stored = contextOf({ planId: 'a1' });
  for (const [owner, said] of [
    ['owner prod-shanghai\nowner-id b2', 'namesake'],
    ['owner prod-shanghai', 'unclear'],
  ])
    expect(judged(check, `${owner}\n${found}`, stored)).toMatchObject({ severity: 'block', values: { owner: said } });
  expect(judged(check, `owner prod-shanghai\nowner-id a1\n${found}`, stored)).toMatchObject({ state: 'passed' });
  const ran = contextOf({ planId: 'a1', installedOn: ['10.0.0.11'] });
  expect(judged(check, `owner prod-shanghai\n${found}`, ran)).toMatchObject({ state: 'passed' });
});

test('leftover.k8s: an attempt that didn’t end is cleared by the next run, so it passes', () => {
  const begun = 'owner prod-shanghai\nours begun\nfound /etc/kubernetes/pki/ca.crt\nend\n';
  expect(judged(checkOf('leftover.k8s'), begun)).toMatchObject({ state: 'passed', values: { owner: 'plan' } });
});

test('leftover.k8s: many are told as a few and a number, and each once', () => {
  const files = ['a', 'b', 'c', 'd', 'e', 'f', 'f'].map((name) => `found /etc/kubernetes/${name}.conf`);
  expect(judged(checkOf('leftover.k8s'), printed(...files))).toMatchObject({
    values: { count: 6, items: expect.stringMatching(/d\.conf, \+2$/) },
  });
});

const cleaned = ['leftover.k8s', 'leftover.kubelet', 'leftover.etcd', 'leftover.cni', 'leftover.rke2', 'leftover.k3s'];
test.each(cleaned)('%s: what runs is told, and nothing is removed below it', (id) => {
  const check = checkOf(id);
  const live = judged(check, printed('live containerd-shim', 'live etcd', 'live etcd', 'found x'));
  expect(live.values).toMatchObject({ running: 2, live: 'containerd-shim, etcd' });
  expect(check.fix?.script(context, host, live.values)).toBeNull();
  // Nobody has looked: nothing is removed either.
  expect(check.fix?.script(context, host, {})).toBeNull();
  const still = judged(check, printed('found x'));
  expect(check.fix?.script(context, host, still.values)).toContain('nothing is removed');
});

test('leftover.rainbond: applications’ data is nothing that a fix removes, and blocks where Rainbond shall run', () => {
  expect(checkOf('leftover.rainbond').fix).toBeUndefined();
  const rainbond = contextOf({ plan: samplePlan((plan) => withRainbond(plan)) });
  expect(judged(checkOf('leftover.rainbond'), printed('found /opt/rainbond/etc'), rainbond)).toMatchObject({
    severity: 'block',
  });
});

test('leftover.etcd: concerns control planes, and the folder that an override names', () => {
  const six = contextOf({ plan: samplePlan(() => {}, 'six-hosts') });
  const etcd = checkOf('leftover.etcd');
  expect(six.plan.hosts.map((each) => etcd.appliesTo(six, each))).toEqual([true, true, true, false, false, false]);
  const elsewhere = contextOf({
    plan: samplePlan((plan) => {
      plan.kubernetes.overrides.kubeadm =
        'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\netcd:\n  local:\n    dataDir: /data/etcd/\n';
    }),
  });
  expect(etcd.script(elsewhere, host)).toContain('/data/etcd/*');
  expect(etcd.script(context, host)).toContain('/var/lib/etcd/*');
});

test('leftover.keepalived: one that runs holds somebody’s address', () => {
  const running = printed('found /etc/keepalived/keepalived.conf', 'process keepalived');
  expect(judged(checkOf('leftover.keepalived'), running)).toMatchObject({ severity: 'block' });
});

test('leftover.keepalived: concerns who may hold an address: control planes the API’s, gateways the applications’', () => {
  const entry = { kind: 'keepalived', address: '10.0.0.100', virtualRouterId: 77 };
  const concerned = (change: (plan: Plan) => void) => {
    const six = contextOf({ plan: samplePlan(change, 'six-hosts') });
    return six.plan.hosts.map((each) => checkOf('leftover.keepalived').appliesTo(six, each));
  };
  const split = (plan: Plan) =>
    plan.hosts.forEach((each, at) => {
      each.roles = at < 3 ? ['control-plane', 'etcd'] : at < 5 ? ['worker', 'gateway'] : ['worker'];
    });
  const api = concerned((plan) => {
    split(plan);
    plan.entry = { api: vipSchema.parse(entry), application: { kind: 'none' } };
  });
  expect(api).toEqual([true, true, true, false, false, false]);
  const applications = concerned((plan) => {
    split(plan);
    plan.entry = { api: { kind: 'host' }, application: vipSchema.parse(entry) };
  });
  expect(applications).toEqual([false, false, false, true, true, false]);
});

const iptables = checkOf('leftover.iptables');

test('leftover.iptables: nobody to ask is not run, and asked without a chain passes', () => {
  expect(judged(iptables, printed())).toMatchObject({
    state: 'not-run',
    reason: 'tool-missing',
    values: { tool: 'iptables-save' },
  });
  expect(judged(iptables, printed('looked nft'))).toMatchObject({ state: 'passed' });
});

test('leftover.iptables: chains that are written anew warn, policies of another network block', () => {
  const looked = 'looked iptables-save';
  expect(judged(iptables, printed(looked, 'found KUBE-SERVICES', 'found FLANNEL-FWD'))).toMatchObject({
    severity: 'warn',
    values: { count: 2 },
  });
  expect(judged(iptables, printed(looked, 'found KUBE-SERVICES', 'found cali-FORWARD'))).toMatchObject({
    severity: 'block',
  });
  const calico = contextOf({ plan: samplePlan((plan) => Object.assign(plan.kubernetes, { cni: 'calico' })) });
  expect(judged(iptables, printed(looked, 'found cali-FORWARD'), calico)).toMatchObject({ severity: 'warn' });
});

const containerd = checkOf('leftover.containerd');
const bundled = contextOf({ bundle: { folder: '/srv/bundle', index: sampleBundle(), problems: [] } });
const docker =
  'containerd /usr/bin/containerd containerd containerd.io 1.7.27 05044ec0a9a75232cad458027ca83437aae3f4da';
const same = 'containerd /usr/bin/containerd containerd github.com/containerd/containerd/v2 v2.3.7 b98a3aace656';
const debian = 'containerd /usr/bin/containerd containerd github.com/containerd/containerd 1.6.20~ds1 1.6.20~ds1-1+b1';

test.each([
  ['none', [], 'passed', ''],
  ['the bundle’s version', [same], 'passed', '2.3.7'],
  ['a newer one', [same.replace('2.3.7', '2.4.0')], 'finding', '2.4.0'],
  ['Docker’s', [docker], 'finding', '1.7.27'],
  ['Debian’s', [debian], 'finding', '1.6.20'],
  ['ours of an older version', [docker, 'installed by us'], 'passed', '1.7.27'],
  ['one that doesn’t say its version', ['containerd /usr/bin/containerd '], 'finding', ''],
])('leftover.containerd: %s', (_title, lines, state, version) => {
  const outcome = judged(containerd, printed(...lines), bundled);
  expect(outcome).toMatchObject({ state, values: { version, wanted: '2.3.7', count: 0 } });
  if (outcome.state === 'finding') expect(outcome.severity).toBe('warn');
});

test('leftover.containerd: pods block, whoever installed it, but for this plan’s own', () => {
  const pods = ['found 0a1b', same, 'installed by us'];
  expect(judged(containerd, printed(...pods), bundled)).toMatchObject({ severity: 'block', values: { count: 1 } });
  const own = `owner prod-shanghai\nours done\n${pods.join('\n')}\nend\n`;
  expect(judged(containerd, own, bundled)).toMatchObject({ state: 'passed' });
});

for (const id of [...samples.map(([each]) => each), 'leftover.iptables', 'leftover.containerd'])
  testUnreadable(checkOf(id));
