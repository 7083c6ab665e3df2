import { describe, expect, test } from 'vitest';
import { buildPlan, outside } from '../testing/build-plan';
import { assess } from './assess';
import { type FailureMode, failureOf, noFailure } from './failure';
import { modelOf } from './model';
import type { CapabilityId } from './requirement';

const three = ['all', 'all nfs', 'all copy'];
const single = buildPlan(three, { ...outside, storage: { kind: 'nfs-server' } });
const pair = buildPlan(three, { ...outside, storage: { kind: 'nfs-server', mode: 'primary-secondary' } });

function verdict(plan: typeof single, id: CapabilityId, holders: string[], mode?: FailureMode) {
  const model = modelOf(plan);
  const found = assess(model, failureOf(model, holders, mode)).find(({ capability }) => capability === id);
  if (!found) throw new Error(`${id} is not a capability of the plan`);
  return found;
}

describe('what a verdict says', () => {
  test('the numbers of the rule that decides', () => {
    expect(verdict(single, 'etcd-quorum', ['host:1', 'host:2']).affected[0]).toMatchObject({
      rule: 'etcd.quorum',
      component: 'etcd-member',
      alive: 1,
      of: 3,
      need: 2,
      lost: ['host:1', 'host:2'],
      via: null,
    });
  });

  test('what is inherited names the capability it comes through', () => {
    expect(verdict(single, 'rainbond-console', ['host:1']).affected).toMatchObject([
      { rule: 'storage.nfs.single', state: 'down', via: 'storage-io' },
      { rule: 'rainbond.queue', state: 'up', certain: false, back: { kind: 'seconds' } },
    ]);
  });

  test('every unmet rule once, own before inherited', () => {
    const rules = verdict(single, 'rainbond-console', ['host:0', 'host:1']).affected.map(({ rule }) => rule);
    expect(new Set(rules).size).toBe(rules.length);
    expect(rules).toEqual(expect.arrayContaining(['etcd.quorum', 'storage.nfs.single']));
  });

  test('outside services are as declared until they fail', () => {
    expect(verdict(single, 'database', []).declared).toEqual(['service:database']);
    expect(verdict(single, 'database', ['service:database'])).toMatchObject({
      state: 'down',
      declared: [],
      back: { kind: 'declared', services: ['service:database'] },
    });
  });

  test('nothing is affected when nothing fails', () => {
    expect(assess(modelOf(single), noFailure).flatMap(({ affected }) => affected)).toEqual([]);
  });
});

describe('how it comes back', () => {
  test('a host that is powered off or cut off comes back; one that is lost is replaced', () => {
    expect(verdict(single, 'etcd-quorum', ['host:1', 'host:2']).back).toEqual({
      kind: 'hosts',
      hosts: ['host:1', 'host:2'],
      count: 1,
      mode: 'powered-off',
    });
    expect(verdict(single, 'etcd-quorum', ['host:1'], 'cut-off').back).toMatchObject({
      kind: 'hosts',
      mode: 'cut-off',
    });
    expect(verdict(single, 'etcd-quorum', ['host:1'], 'lost').back).toMatchObject({
      kind: 'person',
      act: 'new-member',
    });
  });

  test('lost data never comes back by itself', () => {
    expect(verdict(single, 'storage-data', ['host:1'], 'lost').back).toEqual({
      kind: 'never',
      act: 'restore-backup',
      hosts: ['host:1'],
    });
  });

  test('a person switches to a copy only while the copy lives', () => {
    expect(verdict(pair, 'storage-io', ['host:1']).back).toMatchObject({ kind: 'person', act: 'switch-nfs' });
    expect(verdict(pair, 'storage-io', ['host:1', 'host:2']).back).toMatchObject({
      kind: 'hosts',
      mode: 'powered-off',
    });
  });

  test('pods of a lost worker are elsewhere after 5 min 50 s, or 5 min 40 s before Kubernetes 1.32', () => {
    expect(verdict(single, 'scheduling', ['host:2']).back).toEqual({ kind: 'seconds', from: 350, to: 350 });
    const old = { ...single, kubernetes: { ...single.kubernetes, version: 'v1.30.2' } };
    expect(verdict(old, 'scheduling', ['host:2']).back).toEqual({ kind: 'seconds', from: 340, to: 340 });
  });

  test('what the plan lacks comes back when a person completes the plan', () => {
    const plan = buildPlan(['cp', 'cp', 'cp']);
    expect(verdict(plan, 'scheduling', [])).toMatchObject({
      state: 'down',
      back: { kind: 'person', act: 'complete-plan' },
    });
  });

  test('a console replica on Ceph waits for eviction, then for its volume to be taken from the dead node', () => {
    const ceph = buildPlan(['all ceph', 'all ceph', 'all ceph'], { ...outside, storage: { kind: 'ceph' } });
    expect(verdict(ceph, 'rainbond-console', ['host:1']).back).toEqual({ kind: 'seconds', from: 710, to: 710 });
  });
});

describe('what a person must know first', () => {
  test('a primary that is cut off keeps writing: switching makes two', () => {
    expect(verdict(pair, 'storage-io', ['host:1'], 'cut-off').cautions).toEqual([
      { key: 'two-primaries', hosts: ['host:1'] },
    ]);
    expect(verdict(pair, 'storage-io', ['host:1']).cautions).toEqual([]);
  });
});

test('model, failure and verdicts are plain data for a worker', () => {
  const model = modelOf(single);
  const verdicts = assess(model, failureOf(model, ['host:1'], 'lost'));
  expect(structuredClone({ model, verdicts })).toEqual({ model, verdicts });
});
