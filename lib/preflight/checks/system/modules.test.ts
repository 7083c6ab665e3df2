import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { HostCheck } from '../../check';
import { contextOf, judged, testUnreadable } from '../testing';
import { moduleChecks } from './modules';

const checkOf = (id: string): HostCheck => {
  const check = moduleChecks.find((each) => each.id === id);
  if (!check) throw new Error(`no ${id}`);
  return check;
};
const proxy = (mode: string) =>
  contextOf({
    plan: samplePlan((plan) => {
      plan.kubernetes.overrides.kubeadm = `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ${mode}\n`;
    }),
  });

const single: [string, string][] = [
  ['mod.overlay', 'overlay'],
  ['mod.br_netfilter', 'br_netfilter'],
  ['mod.nf_conntrack', 'nf_conntrack'],
  ['mod.vxlan', 'vxlan'],
];

test.each(single)('%s: what is active, loadable or built in passes, and says which', (id, module) => {
  for (const state of ['active', 'loadable', 'builtin'])
    expect(judged(checkOf(id), `${module} ${state}\n`)).toMatchObject({ state: 'passed', values: { state } });
});

test.each(single)('%s: what is absent or forbidden blocks', (id, module) => {
  for (const state of ['absent', 'forbidden'])
    expect(judged(checkOf(id), `${module} ${state}\n`)).toMatchObject({
      state: 'finding',
      severity: 'block',
      values: { modules: module, state },
    });
});

test.each(single)('%s: a host that doesn’t say is not run', (id, module) => {
  expect(judged(checkOf(id), `${module} unknown\n`)).toMatchObject({ state: 'not-run', reason: 'unreadable' });
  expect(judged(checkOf(id), `${module} strange\n`)).toMatchObject({ state: 'not-run' });
});

const netfilter = checkOf('mod.netfilter');
const said = (states: Record<string, string>) =>
  Object.entries({
    ip_tables: 'absent',
    nf_tables: 'loadable',
    nft_compat: 'loadable',
    xt_comment: 'loadable',
    xt_conntrack: 'loadable',
    xt_mark: 'loadable',
    xt_statistic: 'loadable',
    ...states,
  })
    .map((pair) => pair.join(' '))
    .join('\n');

test('mod.netfilter: either backend will do', () => {
  expect(judged(netfilter, said({}))).toMatchObject({ state: 'passed', values: { state: 'loadable' } });
  expect(judged(netfilter, said({ ip_tables: 'active', nft_compat: 'absent' }))).toMatchObject({ state: 'passed' });
});

test('mod.netfilter: neither backend blocks, and what today’s lacks is named', () => {
  expect(judged(netfilter, said({ nft_compat: 'absent' }))).toMatchObject({
    severity: 'block',
    values: { modules: 'nft_compat' },
  });
});

test('mod.netfilter: RHEL 10 without kernel-modules-extra lacks the matches', () => {
  const missing = { xt_comment: 'absent', xt_mark: 'absent', xt_statistic: 'absent' };
  expect(judged(netfilter, said(missing))).toMatchObject({
    severity: 'block',
    values: { modules: 'xt_comment, xt_mark, xt_statistic', count: 3 },
  });
});

test('mod.netfilter: a backend that is unknown may be the one', () => {
  expect(judged(netfilter, said({ ip_tables: 'unknown', nft_compat: 'absent' }))).toMatchObject({ state: 'not-run' });
  expect(judged(netfilter, said({ ip_tables: 'unknown' }))).toMatchObject({ state: 'passed' });
});

test('mod.netfilter: kube-proxy in nftables mode doesn’t do with ip_tables', () => {
  const printed = said({ ip_tables: 'active', nf_tables: 'absent' });
  expect(judged(netfilter, printed)).toMatchObject({ state: 'passed' });
  expect(judged(netfilter, printed, proxy('nftables'))).toMatchObject({ values: { modules: 'nf_tables' } });
});

test('mod.ip_vs: concerns only a kube-proxy in ipvs mode', () => {
  const check = checkOf('mod.ip_vs');
  const [host] = contextOf().plan.hosts;
  if (!host) throw new Error('the plan has no host');
  expect(check.appliesTo(contextOf(), host)).toBe(false);
  expect(check.appliesTo(proxy('ipvs'), host)).toBe(true);
});

test('mod.ip_vs: each scheduler is needed', () => {
  const check = checkOf('mod.ip_vs');
  const all = 'ip_vs active\nip_vs_rr loadable\nip_vs_wrr loadable\n';
  expect(judged(check, `${all}ip_vs_sh loadable\n`, proxy('ipvs'))).toMatchObject({ state: 'passed' });
  expect(judged(check, `${all}ip_vs_sh absent\n`, proxy('ipvs'))).toMatchObject({ values: { modules: 'ip_vs_sh' } });
  expect(judged(check, all, proxy('ipvs'))).toMatchObject({ state: 'not-run' });
});

for (const check of moduleChecks) testUnreadable(check, proxy('ipvs'));
