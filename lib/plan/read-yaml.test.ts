import { expect, test } from 'vitest';
import { readYaml, textLimits } from './read-yaml';

/** Doubles itself `levels` times; ten levels of nine is the well-known bomb. */
function bomb(levels: number): string {
  const lines = ['l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
  for (let level = 1; level <= levels; level += 1) {
    const before = Array.from({ length: 9 }, () => `*l${level - 1}`).join(', ');
    lines.push(`l${level}: &l${level} [${before}]`);
  }
  return lines.join('\n');
}

const errors = (text: string) =>
  readYaml(text).errors.map(({ code, line, column, found }) => `${code} ${line}:${column} ${found}`);

test.each([
  [
    'an error of syntax',
    'a: 1\nb: [1,\n',
    ['syntax 3:1 Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ],
  ['a tab as indentation', 'a:\n\t- b\n', ['syntax 2:1 Tabs are not allowed as indentation']],
  ['a key that stands twice', 'a: 1\nb: {c: 1, c: 2}\na: 3\n', ['duplicateKey 2:11 c', 'duplicateKey 3:1 a']],
  ['a second document', 'a: 1\n---\nb: 2\n', ['severalDocuments 2:1 ']],
  ['an alias of nothing', 'a: *nope\n', ['unknownAlias 1:4 nope']],
  ['a list that contains itself', 'a: &a\n  - *a\n', ['aliases 2:5 ∞']],
  ['a map that merges itself', 'a: &a\n  <<: *a\n', ['aliases 2:7 ∞']],
  ['a key that is a list', 'a: 1\n? [b]\n: 2\n', ['keyNotText 2:3 ']],
])('%s has its line and column', (_, text, expected) => {
  expect(errors(text)).toEqual(expected);
});

test('aliases that double are counted, not expanded; as many as a plan has hosts are fine', () => {
  const started = performance.now();
  expect(errors(bomb(9))).toEqual([`aliases 1:1 ${found(9)}`]);
  expect(performance.now() - started).toBeLessThan(1000);
  const hosts = Array.from({ length: 500 }, (_, index) => `  - { name: node-${index}, password: *shared }`);
  const reading = readYaml(`shared: &shared secret\nhosts:\n${hosts.join('\n')}\n`);
  expect(reading.errors).toEqual([]);
});

/** Values of the bomb: keys, and lists of nine that hold the level before. */
function found(levels: number): number {
  let [list, all] = [10, 1 + 1 + 10];
  for (let level = 1; level <= levels; level += 1) {
    list = 1 + 9 * list;
    all += 1 + list;
  }
  return all;
}

test('a text of 10 MB is refused by its size, with both numbers, before it is read', () => {
  const started = performance.now();
  const reading = readYaml('a: b\n'.repeat(2_000_000));
  expect(performance.now() - started).toBeLessThan(1000);
  expect(reading.errors).toEqual([
    { code: 'tooLarge', line: 1, column: 1, path: '', found: 10_000_000, needed: textLimits.bytes },
  ]);
  // Chinese counts as the bytes that it takes.
  expect(readYaml(`a: ${'机'.repeat(400_000)}`).errors[0]?.found).toBe(1_200_003);
});

test('nesting is limited, however deep it goes', () => {
  expect(errors(`${'['.repeat(65)}${']'.repeat(65)}`)).toEqual(['tooDeep 1:65 65']);
  expect(errors(`${'['.repeat(64)}${']'.repeat(64)}`)).toEqual([]);
  // What the parser says here depends on its stack; that it is an answer does not.
  expect(errors(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).not.toEqual([]);
  const block = Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
  expect(errors(block)).toEqual(['tooDeep 65:65 65']);
});

test('a long map is read in no time, and a flood of errors is cut', () => {
  const started = performance.now();
  expect(errors(Array.from({ length: 20_000 }, (_, index) => `key-${index}: 1`).join('\n'))).toEqual([]);
  expect(errors('}\n'.repeat(5000)).length).toBe(textLimits.errors);
  expect(performance.now() - started).toBeLessThan(3000);
});

test('a place is that of the value, of the key, or of the nearest parent that is there', () => {
  const reading = readYaml('a:\n  - name: x\n    port: 22\n');
  if (!('placeOf' in reading)) throw new Error('not read');
  expect(reading.placeOf(['a', 0, 'port'])).toEqual({ line: 3, column: 11 });
  expect(reading.placeOfKey(['a', 0, 'port'])).toEqual({ line: 3, column: 5 });
  expect(reading.placeOf(['a', 0, 'address'])).toEqual({ line: 2, column: 5 });
  expect(reading.placeOf(['b'])).toEqual({ line: 1, column: 1 });
});

test('a merge key takes what its map does not have itself', () => {
  expect(readYaml('x: &x { a: 1, b: 1 }\ny:\n  <<: *x\n  b: 2\n').value).toEqual({
    x: { a: 1, b: 1 },
    y: { a: 1, b: 2 },
  });
});
