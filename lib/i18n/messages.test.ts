import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, it } from 'vitest';

const namespaces = [...new Set(globSync('messages/{en,zh}/*.json').map((file) => path.basename(file)))].sort();

/** Every text with its full key. */
function textsOf(language: string, file: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (node: unknown, key: string): void => {
    if (typeof node === 'string') texts.set(key, node);
    else for (const [name, child] of Object.entries(node as object)) walk(child, key ? `${key}.${name}` : name);
  };
  walk(JSON.parse(readFileSync(`messages/${language}/${file}`, 'utf8')), '');
  return texts;
}

/**
 * Each argument that is shown; a select also with its choices, which a translation must not miss. A number that only
 * decides between singular and plural is grammar: Chinese has none of it.
 */
function argumentsOf(text: string): string[] {
  const found = new Set<string>();
  const walk = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      if (element.type === TYPE.tag) {
        found.add(`<${element.value}>`);
        walk(element.children);
      } else if (element.type === TYPE.select) {
        found.add(`${element.value}: ${Object.keys(element.options).sort().join(' ')}`);
        for (const option of Object.values(element.options)) walk(option.value);
      } else if (element.type === TYPE.plural) {
        const options = Object.values(element.options);
        if (options.some(({ value }) => value.some((part) => part.type === TYPE.pound))) found.add(element.value);
        for (const option of options) walk(option.value);
      } else found.add(element.value);
    }
  };
  walk(parse(text));
  return [...found].sort();
}

it.each(namespaces)('%s has the same texts in both languages, with the same arguments', (file) => {
  const [english, chinese] = [textsOf('en', file), textsOf('zh', file)];
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  const argumentsIn = (texts: Map<string, string>) => [...texts].map(([key, text]) => [key, argumentsOf(text)]);
  expect(Object.fromEntries(argumentsIn(chinese))).toEqual(Object.fromEntries(argumentsIn(english)));
});

it('every error that an action reports by its code has a text', () => {
  const known = textsOf('en', 'errors.json');
  const used = globSync('{app,lib,components}/**/*.{ts,tsx}', { exclude: ['**/generated/**', '**/*.test.*'] }).flatMap(
    (file) =>
      [...readFileSync(file, 'utf8').matchAll(/new ActionFailure\(\s*'([^']+)'/g)].map(
        (match) => `${file}: ${match[1]}`,
      ),
  );
  expect(used).not.toEqual([]);
  expect(used.filter((one) => !known.has(one.split(': ')[1] ?? ''))).toEqual([]);
});
