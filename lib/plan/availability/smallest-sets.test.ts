import { expect, test } from 'vitest';
import { buildPlan, outside } from '../testing/build-plan';
import { modelOf } from './model';
import { capabilityIds } from './requirement';
import { countOf, expand, smallestSets } from './smallest-sets';

const three = modelOf(buildPlan(['all', 'all', 'all'], outside));

test('any two of three is one set, written out only when asked', () => {
  const [set] = smallestSets(three, 'etcd-quorum').hosts;
  expect(set).toEqual({ parts: [{ holders: ['host:0', 'host:1', 'host:2'], count: 2 }], size: 2 });
  expect(set && countOf(set)).toBe(3);
  expect(set && [...expand(set)]).toEqual([
    ['host:0', 'host:1'],
    ['host:0', 'host:2'],
    ['host:1', 'host:2'],
  ]);
});

test('sets with an outside service are apart', () => {
  const { hosts, services } = smallestSets(three, 'storage-io');
  expect(hosts).toEqual([]);
  expect(services).toEqual([{ parts: [{ holders: ['service:nfs'], count: 1 }], size: 1 }]);
});

test('what a plan lacks is missing, and then there are no sets', () => {
  const found = smallestSets(modelOf(buildPlan(['cp', 'cp', 'cp'])), 'scheduling');
  expect(found).toEqual({
    hosts: [],
    services: [],
    missing: [{ capability: 'scheduling', rule: 'scheduling.workers', of: 0, need: 1 }],
  });
});

test('no set is larger than asked', () => {
  const seven = modelOf(buildPlan(Array.from({ length: 7 }, () => 'all')));
  expect(smallestSets(seven, 'etcd-quorum').hosts).toEqual([]);
  expect(smallestSets(seven, 'etcd-quorum', { upTo: 4 }).hosts[0]?.size).toBe(4);
});

test('a hundred hosts of many kinds stay a handful of sets', () => {
  const kinds = ['worker', 'build', 'worker ceph', 'gateway build', 'worker gateway ceph', 'gateway'];
  const hosts = Array.from({ length: 100 }, (_, index) =>
    index < 5 ? 'cp worker' : (kinds[index % kinds.length] ?? ''),
  );
  const model = modelOf(buildPlan(hosts, { ...outside, storage: { kind: 'ceph' } }));
  for (const id of capabilityIds) {
    const { hosts: sets } = smallestSets(model, id);
    expect(sets.length).toBeLessThan(40);
    expect(structuredClone(sets)).toEqual(sets);
  }
  const pairs = smallestSets(model, 'storage-io').hosts.reduce((sum, set) => sum + countOf(set), 0);
  // Any two of them may hold two copies of the same object.
  const ceph = hosts.filter((roles) => roles.includes('ceph')).length;
  expect(pairs).toBe((ceph * (ceph - 1)) / 2);
});
