import { expect, test } from 'vitest';
import en from '@/messages/en/availability.json';
import { buildPlan, outside } from '../testing/build-plan';
import { strictTranslator } from '../testing-texts';
import { headlineOf } from './headline';
import { modelOf } from './model';
import { sayHeadline } from './words/say-headline';

const t = strictTranslator('en', en);
const english = (plan: Parameters<typeof modelOf>[0]) => {
  const model = modelOf(plan);
  const { title, text } = sayHeadline(t, model, headlineOf(model));
  return [title, text];
};

test('a plan is summed up in a line, and a second that says why', () => {
  const nfs = { ...outside, storage: { kind: 'nfs-server' as const } };
  expect(english(buildPlan(['all', 'all', 'all']))).toEqual(['Survives any 1 of 3 hosts', '']);
  expect(english(buildPlan(['all', 'all nfs', 'all'], nfs))).toEqual([
    'Survives 2 of 3 hosts, not node-2',
    'storage, console stop with node-2',
  ]);
  expect(english(buildPlan(['all', 'all']))).toEqual(['Survives no host', '']);
  expect(english(buildPlan([]))).toEqual(['No hosts yet', '']);
  expect(english(buildPlan(['all', 'all', 'all'], outside))).toEqual([
    'Survives any 1 of 3 hosts',
    'rests on the NFS server, the registry, the MySQL server, as declared',
  ]);
  expect(english(buildPlan(['cp', 'cp', 'cp']))).toEqual(['Not complete: nobody provides scheduling', '']);
});

test('domains are in the line once they are known', () => {
  expect(english(buildPlan(['all @a', 'all @b', 'all @c']))[0]).toBe('Survives any 1 of 3 hosts, any 1 of 3 domains');
  expect(english(buildPlan(['all @a', 'all @a', 'all @b']))[0]).toBe('Survives any 1 of 3 hosts, not Rack a');
});

test('five hosts survive any two', () => {
  expect(english(buildPlan(['all', 'all', 'all', 'all', 'all']))[0]).toBe('Survives any 2 of 5 hosts');
});
