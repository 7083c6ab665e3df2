import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const pages = globSync('**/*.md', { cwd: root, exclude: ['node_modules/**', '.*/**', 'dist/**', 'test-results/**'] });

/** Folders and files of this repository; anything else between backquotes is no path of ours. */
const ours = /^(?:\.\/)?(?:app|bench|components|docs|e2e|lab|lib|messages|prisma|public|server)\/[\w./[\]()-]+$/;
const ownFile =
  /^(?:README|CONTRIBUTING)\.md$|^Dockerfile$|^docker-compose\.yml$|^[\w-]+\.config\.ts$|^(?:biome|package|tsconfig)\.json$/;

/** What a page names that ought to exist, as paths from the root: its relative links, and paths between backquotes. */
function namedIn(page: string, text: string): string[] {
  const prose = text.replace(/^( {4}|\t).*$/gm, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? '').replace(/#.*$/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link))
    .map((link) => path.join(path.dirname(page), link));
  const quoted = [...prose.matchAll(/`([^`\n]+)`/g)]
    .map((match) => (match[1] ?? '').split(' ')[0] ?? '')
    .filter((one) => ours.test(one) || ownFile.test(one));
  return [...links, ...quoted];
}

test('links and paths are found in a page, addresses and placeholders are not', () => {
  const text =
    '[a](../b.md#c) ![d](images/d.png) [e](https://example.com) `lib/plan/schema.ts` `lab/lab up` `images/*.tar`';
  expect(namedIn('docs/a.md', text)).toEqual(['b.md', 'docs/images/d.png', 'lib/plan/schema.ts', 'lab/lab']);
});

test.each(pages)('every relative link and every path of ours in %s exists', (page) => {
  const named = namedIn(page, readFileSync(path.join(root, page), 'utf8'));
  expect(named.filter((one) => !existsSync(path.join(root, one)))).toEqual([]);
});
