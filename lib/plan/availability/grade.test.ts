import { expect, test } from 'vitest';
import en from '@/messages/en/availability.json';
import { buildPlan, outside } from '../testing/build-plan';
import { strictTranslator } from '../testing-texts';
import { grade } from './grade';
import { modelOf } from './model';
import { sayReason } from './words/say-survival';

const t = strictTranslator('en', en);
const explained = (plan: Parameters<typeof modelOf>[0]) => {
  const model = modelOf(plan);
  const found = grade(model);
  return [found.grade, ...found.reasons.map((each) => sayReason(t, model, each))];
};

test('a grade is explained by the rules that give it', () => {
  const plan = buildPlan(['all', 'all nfs', 'all'], { ...outside, storage: { kind: 'nfs-server' } });
  expect(explained(plan)).toEqual([
    'C',
    'Nothing is missing',
    'Kubernetes survives any 1 of 3 hosts',
    'storage, console may stop with node-2',
    'Data of stored data has no copy beside node-2',
    'Not proven for failure domains: 3 hosts are in none',
    'Survives 0 of 3 pairs of hosts',
  ]);
});

test('A needs copies of all data and proven domains', () => {
  const hosts = ['all ceph @a', 'all ceph @b', 'all ceph @c'];
  const best = buildPlan(hosts, { ...outside, storage: { kind: 'ceph' } });
  expect(explained(best)[0]).toBe('A');
  const nfs = buildPlan(['all nfs @a', 'all @b', 'all @c'], { storage: { kind: 'nfs-server' } });
  expect(explained(nfs)[0]).toBe('C');
  expect(explained(buildPlan(['all @a', 'all @b', 'all'], {}))[0]).toBe('B');
});
