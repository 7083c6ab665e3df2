import { expect, test } from 'vitest';
import { buildPlan, outside } from '../testing/build-plan';
import { modelOf } from './model';
import { survivalLines } from './survival-lines';

const lines = (plan: Parameters<typeof modelOf>[0]) =>
  survivalLines(modelOf(plan)).map(({ kind, tolerance: { capability, points, tolerates }, also }) =>
    [kind, capability, kind === 'point' ? points.join(' ') : tolerates, also.join(' ')].join(' | '),
  );

test("the editor's bar: Kubernetes, its quorum, and the single NFS server with what stops with it", () => {
  const plan = buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: { kind: 'nfs-server' } });
  expect(lines(plan)).toEqual([
    'survives | kubernetes-api | 1 | application-entry scheduling builds',
    'quorum | etcd-quorum | 1 | ',
    'point | storage-io | host:1 | rainbond-console',
  ]);
});

test('two members: the quorum is the root, and the rest stops with it', () => {
  expect(lines(buildPlan(['all', 'all']))).toEqual(['point | etcd-quorum | host:0 host:1 | kubernetes-api scheduling']);
});

test('an empty plan lacks the quorum, the API and hosts for pods', () => {
  expect(lines(buildPlan([]))).toEqual([
    'missing | kubernetes-api | 0 | ',
    'missing | etcd-quorum | 0 | ',
    'missing | scheduling | 0 | ',
  ]);
});
