import { expect, test } from 'vitest';
import type { FactsByHost } from '@/lib/plan/facts';
import { sampleFacts, sampleFactsOf } from '@/lib/plan/samples';
import { assignContext } from './context';
import { pickControlPlanes } from './pick-control-planes';
import { planOf, rotating } from './testing';

function pick(domains: string[], facts: FactsByHost = sampleFactsOf(planOf(...domains))) {
  const context = assignContext(planOf(...domains), facts);
  const names = pickControlPlanes(context).map(({ name }) => name);
  return { names, couldNot: context.couldNot, reasons: context.reasons };
}

test('three, one in each of three domains, and why', () => {
  const { names, couldNot, reasons } = pick(['A', 'A', 'B', 'B', 'C', 'C']);
  expect(names).toEqual(['node-1', 'node-3', 'node-5']);
  expect(couldNot).toEqual([]);
  expect(reasons[0]).toEqual({
    key: 'controlPlanes',
    values: { hosts: ['node-1', 'node-3', 'node-5'], count: 3, tolerates: 1, domains: 3 },
  });
});

test('five for ten hosts in five domains, three for ten in four', () => {
  const inTurn = (domains: string[]) => Array.from({ length: 10 }, (_, index) => domains[index % domains.length] ?? '');
  expect(pick(inTurn(['A', 'B', 'C', 'D', 'E'])).names).toHaveLength(5);
  expect(pick(inTurn(['A', 'B', 'C', 'D'])).names).toHaveLength(3);
});

test('one for two hosts, because two would both be needed', () => {
  const { names, couldNot } = pick(['A', 'B']);
  expect(names).toEqual(['node-1']);
  expect(couldNot).toEqual([{ key: 'threeControlPlanes', values: { found: 2, needed: 3 } }]);
});

test('two domains can’t keep a quorum without one of them', () => {
  expect(pick(['A', 'A', 'B']).couldNot).toEqual([
    { key: 'quorumDomain', values: { domain: ['A'], found: 2, needed: 3 } },
  ]);
});

test('without domains nobody knows what stops together', () => {
  expect(pick(['', '', '']).couldNot).toEqual([{ key: 'domains', values: { found: 0, needed: 3 } }]);
});

test('a host with an SSD goes before one without in the same domain', () => {
  const facts = { ...sampleFactsOf(planOf('A', 'A', 'B', 'C')), 'node-1': rotating('10.0.0.11') };
  const { names, couldNot } = pick(['A', 'A', 'B', 'C'], facts);
  expect(names).toEqual(['node-2', 'node-3', 'node-4']);
  expect(couldNot).toEqual([]);
});

test('a host that is too small is left out while others are there, and named when they are not', () => {
  const small = sampleFacts('10.0.0.11', (facts) => Object.assign(facts, { cpus: 1 }));
  const four = ['A', 'B', 'C', 'A'];
  expect(pick(four, { ...sampleFactsOf(planOf(...four)), 'node-1': small }).names).toEqual([
    'node-2',
    'node-3',
    'node-4',
  ]);
  const three = ['A', 'B', 'C'];
  expect(pick(three, { ...sampleFactsOf(planOf(...three)), 'node-1': small }).couldNot).toEqual([
    { key: 'controlPlaneSize', values: { hosts: ['node-1'] } },
  ]);
});

test('etcd on a disk that turns is said', () => {
  const facts = { ...sampleFactsOf(planOf('A', 'B', 'C')), 'node-2': rotating('10.0.0.12') };
  expect(pick(['A', 'B', 'C'], facts).couldNot).toEqual([{ key: 'etcdOnSsd', values: { hosts: ['node-2'] } }]);
});
