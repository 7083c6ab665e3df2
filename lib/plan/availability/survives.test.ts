import { expect, test } from 'vitest';
import { buildPlan, outside } from '../testing/build-plan';
import { modelOf } from './model';
import { survives } from './survives';

const domainsOf = (hosts: string[]) => survives(modelOf(buildPlan(hosts))).domains;

test('a domain is proven only when every host is in one', () => {
  expect(domainsOf(['all @a', 'all @b', 'all @c'])).toEqual({ kind: 'proven', of: 3, failing: [], unknown: [] });
  expect(domainsOf(['all @a', 'all @b', 'all'])).toMatchObject({ kind: 'unproven', unknown: ['host:2'] });
  expect(domainsOf(['all', 'all', 'all'])).toMatchObject({ kind: 'none' });
});

test('a domain that fails is named with what stops, also while others are unknown', () => {
  expect(domainsOf(['all @a', 'all @a', 'all'])).toMatchObject({
    kind: 'fails',
    failing: [{ domain: 'a', stops: ['kubernetes-api', 'etcd-quorum', 'scheduling'] }],
  });
});

test('what is missing counts in no answer, and is listed', () => {
  const found = survives(modelOf(buildPlan(['cp', 'cp', 'cp'])));
  expect(found.missing).toEqual([{ capability: 'scheduling', rule: 'scheduling.workers', of: 0, need: 1 }]);
  expect(found.one.points).toEqual([]);
});

test('outside services never count against what hosts survive, and are named', () => {
  const found = survives(modelOf(buildPlan(['all', 'all', 'all'], outside)));
  expect(found.one).toEqual({ survived: 3, of: 3, points: [] });
  expect(found.declared).toEqual(expect.arrayContaining(['service:nfs', 'service:registry', 'service:database']));
});
