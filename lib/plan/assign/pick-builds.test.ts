import { expect, test } from 'vitest';
import { sampleFactsOf } from '@/lib/plan/samples';
import { assignContext } from './context';
import { pickBuilds } from './pick-builds';
import { planOf, rotating } from './testing';

/** Hosts whose number is given have a disk that turns. */
function pick(domains: string[], slow: number[], known = true) {
  const plan = planOf(...domains);
  const facts = known ? sampleFactsOf(plan) : {};
  for (const number of slow) facts[`node-${number}`] = rotating(`10.0.0.${10 + number}`);
  const context = assignContext(plan, facts);
  const names = pickBuilds(context, plan.hosts).map(({ name }) => name);
  return { names, reasons: context.reasons.map(({ key }) => key), couldNot: context.couldNot };
}

test('on SSDs where two have them, whatever the domains say', () => {
  expect(pick(['A', 'A', 'B', 'C'], [3, 4])).toEqual({
    names: ['node-1', 'node-2'],
    reasons: ['buildsOnSsd'],
    couldNot: [],
  });
});

test('a slow disk is better than a single host', () => {
  expect(pick(['A', 'B', 'C'], [2, 3])).toEqual({
    names: ['node-1', 'node-2', 'node-3'],
    reasons: ['builds'],
    couldNot: [{ key: 'buildsOnSsd', values: { hosts: ['node-2', 'node-3'] } }],
  });
});

test('unknown disks are not called SSDs', () => {
  expect(pick(['A', 'B', 'C'], [], false)).toMatchObject({ reasons: ['builds'], couldNot: [] });
});

test('one host is said', () => {
  expect(pick(['A'], []).couldNot).toEqual([{ key: 'secondBuild', values: { found: 1, needed: 2 } }]);
});
