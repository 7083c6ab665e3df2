import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { documents } from './helm';

const crd = (name: string) =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: ${name}}\nspec:\n  names: {kind: A}\n`;
const namesOf = (text: string) =>
  parseAllDocuments(execFileSync('awk', [documents], { input: text, encoding: 'utf8' }))
    .filter((document) => document.contents !== null)
    .map((document) => document.getIn(['metadata', 'name']));

test.each([
  ['a line between them', `${crd('a')}---\n${crd('b')}`],
  ['a line before each', `---\n${crd('a')}\n---\n${crd('b')}`],
  ['nothing between them', `${crd('a')}${crd('b')}`],
  ['an empty line between them', `${crd('a')}\n\n${crd('b')}`],
  [
    'kind before apiVersion in the second',
    `${crd('a')}kind: CustomResourceDefinition\napiVersion: apiextensions.k8s.io/v1\nmetadata: {name: b}\n`,
  ],
])('definitions of a chart are told apart with %s', (_, text) => {
  expect(namesOf(text)).toEqual(['a', 'b']);
});
