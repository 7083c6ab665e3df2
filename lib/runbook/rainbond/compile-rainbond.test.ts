import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { etcdSchema, rainbondSchema, registrySchema } from '@/lib/plan/schema';
import { CompileError } from '../compile-error';
import { inOrder } from '../export-shell';
import { render } from '../render';
import { compileRainbond } from './compile-rainbond';
import { planWith, targetOf } from './testing';

const kubernetes = { ...planWith().kubernetes, distribution: 'existing' as const, kubeconfig: 'old-cluster' };
const runner = { host: 'node-1', kubeconfig: 'secret' as const, zstd: true };
const existing = (change = {}) => targetOf(planWith({ kubernetes, ...change }), { runner });

test('onto a cluster that exists: the kubeconfig is a secret, in a file for act and in memory for questions', () => {
  const runbook = compileRainbond(existing());
  expect(runbook.secrets).toContainEqual({
    id: 'kubeconfig',
    scope: 'credential',
    credential: 'old-cluster',
    part: 'kubeconfig',
  });
  for (const step of runbook.steps) {
    const file = step.files.find(({ path }) => path === `/run/slipway/${step.action}/kubeconfig`);
    expect(file?.mode, step.id).toBe('0600');
    expect(step.act, step.id).toContain(`export KUBECONFIG=${file?.path}`);
    for (const script of [step.observe, step.verify, ...step.outputs.map(({ read }) => read)])
      expect(script, step.id).toContain('@{secret:kubeconfig|base64}');
  }
});

test('bash can read every script of it, and needs are in order', () => {
  const rainbond = rainbondSchema.parse({ kind: '5.17', domainSuffix: 'apps.corp.example' });
  const etcd = etcdSchema.parse({ kind: 'external', endpoints: ['10.0.0.61:2379'], credential: 'etcd' });
  const registry = registrySchema.parse({ kind: 'external', address: 'r.example', credential: 'registry' });
  const runbook = compileRainbond(existing({ rainbond, etcd, registry }));
  expect(runbook.watch?.rainbond).toBe(true);
  const any = new Proxy({}, { get: () => 'value' });
  for (const step of inOrder(runbook.steps)) {
    const { observe, act, verify } = render(step, { secrets: any, outputs: any });
    for (const script of [observe, act, verify])
      expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr, step.id).toBe('');
  }
  expect(runbook.secrets.map(({ id }) => id)).toEqual([
    'database-password',
    'registry-password',
    'etcd-ca',
    'etcd-certificate',
    'etcd-key',
    'kubeconfig',
  ]);
});

test('a script with the kubeconfig leaves nothing of it behind', () => {
  const [step] = compileRainbond(existing()).steps;
  const head = step?.observe.split('export KUBECONFIG=$slipway_kubeconfig')[0]?.replaceAll('/run/', '/tmp/') ?? '';
  const secret = Buffer.from('apiVersion: v1').toString('base64');
  const script = `${head.replace(/@\{secret:[^}]*\}/, secret)}\necho "$slipway_kubeconfig"; cat "$slipway_kubeconfig"`;
  const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  const [path, content] = stdout.split('\n');
  expect(content).toBe('apiVersion: v1');
  expect(spawnSync('test', ['-e', path ?? '']).status).toBe(1);
});

test('a value that could be a command is refused, whoever compiles', () => {
  const { rainbond } = targetOf(planWith());
  const bad = planWith({ rainbond: { ...rainbond, domainSuffix: 'x; reboot' } });
  expect(() => compileRainbond(targetOf(bad))).toThrow(CompileError);
});

test('what is not asked for has no step', () => {
  const { rainbond } = targetOf(planWith());
  const plain = planWith({ rainbond: { ...rainbond, console: false, domainSuffix: '', imageRepository: 'rainbond' } });
  const actions = compileRainbond(targetOf(plain)).steps.map(({ action }) => action);
  expect(actions).not.toContain('rainbond-console');
  expect(actions).not.toContain('rainbond-suffix');
  expect(actions).not.toContain('rainbond-dns');
  expect(actions).not.toContain('rainbond-etcd-secret');
  expect(actions).toContain('rainbond-ready');
});
