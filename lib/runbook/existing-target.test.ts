import { expect, test } from 'vitest';
import { sampleFacts } from '@/lib/plan/samples';
import { type Plan, rainbondSchema } from '@/lib/plan/schema';
import { clusterPlan } from '@/lib/plan/testing/cluster-plans';
import { compile } from './compile';
import { CompileError } from './compile-error';
import { existingTarget, runtimeFolderOf } from './existing-target';
import { goldenBundle } from './testing';

const plan = (change: (plan: Plan) => void = () => {}) =>
  clusterPlan((each) => {
    each.rainbond = rainbondSchema.parse({ kind: '6.x', domainSuffix: 'apps.corp.example' });
    each.artifacts = { kind: 'bundle', folder: '/srv/bundle' };
    Object.assign(each.kubernetes, { runner: 'node-2' });
    Object.assign(each.hosts[1]?.ssh ?? {}, { credential: 'key' });
    change(each);
  });
const facts = { 'node-2': sampleFacts('10.0.0.12') };
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof CompileError ? error.code : String(error);
  }
  return 'compiled';
};

test('steps run on helm’s host, let in by the sealed kubeconfig; facts of no other host are needed', () => {
  const target = existingTarget(plan(), facts, goldenBundle());
  expect(target.runner).toMatchObject({ host: 'node-2', kubeconfig: 'secret' });
  expect(target.nodes.map(({ name, internalIP, gateway }) => [name, internalIP, gateway])).toEqual([
    ['node-1', '10.0.0.11', true],
    ['node-2', '10.0.0.12', true],
    ['node-3', '10.0.0.13', true],
  ]);
  expect(target.nodes.map(({ images }) => images !== null)).toEqual([false, true, false]);
  expect(target.kubernetesEtcd).toEqual(['10.0.0.11:2379', '10.0.0.12:2379', '10.0.0.13:2379']);
});

test('the runtime’s folder follows the distribution', () => {
  expect(runtimeFolderOf('v1.30.4')).toBe('/run/containerd');
  expect(runtimeFolderOf('v1.30.4+rke2r1')).toBe('/run/k3s/containerd');
  expect(runtimeFolderOf('v1.30.4+k3s1')).toBe('/run/k3s/containerd');
});

test('the runbook touches nothing of the cluster but Rainbond, and no host but helm’s', () => {
  const runbook = compile(plan(), facts, goldenBundle());
  expect(runbook.phases.map(({ id }) => id)).toEqual(['rainbond', 'proof']);
  expect(new Set(runbook.steps.map(({ host }) => host))).toEqual(new Set(['node-2']));
  expect(runbook.secrets).toContainEqual({
    id: 'kubeconfig',
    scope: 'credential',
    credential: 'old-config',
    part: 'kubeconfig',
  });
  expect(runbook.watch).toMatchObject({ rainbond: true, existing: { secret: 'kubeconfig', through: '' } });
});

test('the watch goes the way that the plan says', () => {
  const through = plan((each) => Object.assign(each.kubernetes, { apiThroughSsh: true }));
  expect(compile(through, facts, goldenBundle()).watch?.existing?.through).toBe('node-2');
});

test('what is missing is said', () => {
  expect(codeOf(() => compile(plan(), {}, goldenBundle()))).toBe('facts-missing');
  const nowhere = plan((each) => Object.assign(each.kubernetes, { runner: '' }));
  expect(codeOf(() => compile(nowhere, facts, goldenBundle()))).toBe('no-runner');
  const nothing = plan((each) => Object.assign(each, { rainbond: { kind: 'none' } }));
  expect(codeOf(() => compile(nothing, facts, goldenBundle()))).toBe('no-rainbond');
});
