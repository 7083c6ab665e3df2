import { expect, test } from 'vitest';
import { clusterContext, nodeAt, said } from './testing';

test('api.reach: an answer is a pass', () => {
  expect(said('api.reach')).toMatchObject({ state: 'passed', values: { found: 'v1.30.4' } });
});

test('api.version: the plan’s own, with kubelets not too far from it', () => {
  expect(said('api.version')).toMatchObject({ state: 'passed' });
  const behind = (version: string) => [
    nodeAt(1, ({ status }) => Object.assign(status?.nodeInfo ?? {}, { kubeletVersion: version })),
  ];
  expect(said('api.version', { nodes: behind('v1.27.9') })).toMatchObject({ state: 'passed' });
  for (const version of ['v1.26.9', 'v1.31.0'])
    expect(said('api.version', { nodes: behind(version) })).toMatchObject({
      state: 'finding',
      severity: 'warn',
      values: { problem: 'skew', nodes: 'node-1' },
    });
});

test('api.version: another one than the plan says, and one that is none', () => {
  expect(said('api.version', { version: { gitVersion: 'v1.31.0' } as never, nodes: [] })).toMatchObject({
    severity: 'warn',
    values: { problem: 'plan', planned: 'v1.30.4', found: 'v1.31.0' },
  });
  expect(said('api.version', { version: { gitVersion: '' } as never })).toMatchObject({ state: 'not-run' });
});

const permission = (resource: string, allowed: boolean) => ({
  verb: 'create',
  group: 'apps',
  resource,
  namespace: '',
  allowed,
});
test('api.permissions: everything allowed, and one thing not', () => {
  expect(said('api.permissions', { permissions: [permission('deployments', true)] })).toMatchObject({
    state: 'passed',
  });
  const permissions = [permission('deployments', true), permission('jobs', false)];
  expect(said('api.permissions', { permissions })).toMatchObject({
    severity: 'block',
    values: { found: 1, missing: 'create jobs.apps' },
    evidence: 'create jobs.apps',
  });
});

test('cluster.nodes: those of the plan, one gone, one more', () => {
  expect(said('cluster.nodes')).toMatchObject({ state: 'passed' });
  expect(said('cluster.nodes', { nodes: [nodeAt(1), nodeAt(2)] })).toMatchObject({
    severity: 'block',
    values: { problem: 'gone', gone: 'node-3' },
  });
  expect(said('cluster.nodes', { nodes: [1, 2, 3, 4].map((number) => nodeAt(number)) })).toMatchObject({
    severity: 'warn',
    values: { problem: 'added', added: 'node-4' },
  });
});

test('cluster.nodes: a Windows node and an NFS server that is no node are nobody’s loss', () => {
  const windows = nodeAt(4, ({ metadata }) => Object.assign(metadata?.labels ?? {}, { 'kubernetes.io/os': 'windows' }));
  const context = clusterContext(({ hosts }) => {
    const [first] = hosts;
    if (first) hosts.push({ ...first, name: 'storage', roles: ['nfs-primary'] });
  });
  expect(said('cluster.nodes', { nodes: [nodeAt(1), nodeAt(2), nodeAt(3), windows] }, context)).toMatchObject({
    state: 'passed',
  });
});
