import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '@/lib/preflight/catalogue';
import { severitiesOf } from '@/lib/preflight/severities';
import { pageFile, preflightPage, withoutValues } from './preflight-page';
import { testsOfChecks, titlesIn } from './tested-checks';

const root = path.resolve(import.meta.dirname, '..');
const ids = catalogue.map(({ id }) => id);

test('docs/preflight.md is what the catalogue says; `npx tsx docs/preflight-page.ts` writes it', () => {
  expect(readFileSync(pageFile, 'utf8')).toBe(preflightPage());
});

test('every check has a test that names it', () => {
  const tested = testsOfChecks(ids, root);
  expect(ids.filter((id) => !tested.has(id))).toEqual([]);
});

test('of every check lib/preflight/severities.ts says what its findings can be, gravest first', () => {
  expect(ids.filter((id) => severitiesOf(id) === null)).toEqual([]);
  const order = ['block', 'warn', 'info'];
  for (const id of ids) {
    const ranks = (severitiesOf(id) ?? []).map((severity) => order.indexOf(severity));
    expect(ranks, id).toEqual(ranks.toSorted());
  }
});

test('titles are found in tests, and rows of tables in theirs; calls that are no tests have none', () => {
  const text = `
    const names = ['c.one', 'c.two'] as const;
    test('a.one: says it', () => expect(checkOf('a.two: nothing')).toBe(1));
    test.runIf(true)('b.one, b.two: both', async () => {});
    test.each(['rke2', 'k3s'])('leftover.%s: is moved aside', () => {});
    test.each([['even', 'd.one', 1], ['odd', 'd.two', 2]])('%s: %s is found %d times', () => {});
    test.each(names)(\`%s: of a constant\`, () => {});
    test.each(Object.keys(other))('%s: cannot be known', () => {});
    describe('e.one: a group', () => {});
  `;
  expect(titlesIn(text).map(({ title }) => title)).toEqual([
    'a.one: says it',
    'b.one, b.two: both',
    'leftover.rke2: is moved aside',
    'leftover.k3s: is moved aside',
    'even: d.one is found … times',
    'odd: d.two is found … times',
    'c.one: of a constant',
    'c.two: of a constant',
    '%s: cannot be known',
  ]);
});

test('a message is told without its values', () => {
  expect(withoutValues('≥ {needed, number} GiB{why, select, a { for A} other {}}')).toBe('≥ *needed* GiB (or for A)');
  expect(withoutValues('{count, plural, one {# host} other {# hosts}}')).toBe('(*n* host / *n* hosts)');
});
