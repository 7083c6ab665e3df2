import { expect, test } from 'vitest';
import type { Plan } from '@/lib/plan/schema';
import { compile } from './compile';
import { CompileError } from './compile-error';
import { goldenBundle, goldenInput } from './testing';

const bundle = goldenBundle();
const { facts } = goldenInput('three-hosts-debian');
const plan = (): Plan => goldenInput('three-hosts-debian').plan;
const changed = (change: (plan: Plan) => void) => {
  const copy = plan();
  change(copy);
  return () => compile(copy, facts, bundle);
};
const codeOf = (attempt: () => unknown) => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof CompileError) return error.code;
    throw error;
  }
  return 'compiled';
};
const first = (copy: Plan) => copy.hosts[0] ?? expect.fail('no host');

test('the plan of these tests compiles', () => {
  expect(codeOf(changed(() => {}))).toBe('compiled');
});

test.each<[string, (plan: Plan) => void]>([
  ['unsupported', (copy) => (copy.kubernetes.distribution = 'rke2')],
  ['unsupported', (copy) => (copy.kubernetes.cni = 'calico')],
  ['facts-missing', (copy) => (first(copy).name = 'unknown')],
  ['interface-unknown', (copy) => (first(copy).internalAddress = '10.9.9.9')],
  ['no-control-plane', (copy) => (copy.hosts = copy.hosts.map((host) => ({ ...host, roles: ['worker' as const] })))],
  ['etcd-not-stacked', (copy) => (first(copy).roles = ['etcd'])],
  ['bundle-lacks-image', (copy) => (copy.kubernetes.version = 'v1.36.4')],
  ['override-unknown-kind', (copy) => (copy.kubernetes.overrides.kubeadm = 'kind: Deployment\n')],
  ['override-invalid', (copy) => (copy.kubernetes.overrides.kubeadm = 'kind: [\n')],
  ['override-invalid', (copy) => (copy.kubernetes.overrides.containerd = 'a = [')],
])('%s is the reason not to compile', (code, change) => {
  expect(codeOf(changed(change))).toBe(code);
});

test('the join of a control plane waits for the vote of the one before, workers for no other join', () => {
  const copy = plan();
  const needs = Object.fromEntries(compile(copy, facts, bundle).steps.map((step) => [step.id, step.needs]));
  expect(needs['join-etcd/node-2']).toContain('kubeadm-init/node-1');
  expect(needs['join-etcd/node-3']).toContain('join-etcd/node-2');
  expect(needs['join-prepare/node-3']).not.toContain('join-etcd/node-2');
  for (const host of copy.hosts.slice(1)) host.roles = ['worker'];
  const workers = compile(copy, facts, bundle).steps.filter(({ action }) => action === 'join-worker');
  expect(workers.map(({ id }) => id)).toEqual(['join-worker/node-2', 'join-worker/node-3']);
  for (const { needs } of workers) expect(needs.filter((need) => need.startsWith('join-worker'))).toEqual([]);
});

test('workers get no images of a control plane, and nobody gets helm', () => {
  const copy = plan();
  for (const host of copy.hosts.slice(1)) host.roles = ['worker'];
  const { steps } = compile(copy, facts, bundle);
  const uploaded = (host: string) =>
    steps.filter((step) => step.host === host).flatMap(({ uploads }) => uploads.map(({ artifact }) => artifact));
  expect(uploaded('node-2').join()).not.toMatch(/apiserver|etcd|scheduler|helm|arm64/);
  expect(uploaded('node-2').join()).toMatch(/node-v1/);
  expect(uploaded('node-1').join()).toMatch(/apiserver/);
  expect(uploaded('node-1').join()).not.toMatch(/helm/);
});

test('values of the plan never become commands', () => {
  const steps = changed((copy) => (copy.name = "x'; reboot; '"))().steps;
  for (const { observe, act, verify } of steps)
    expect([observe, act, verify].join('\n')).not.toMatch(/^[^#'"]*x'; reboot/m);
});
