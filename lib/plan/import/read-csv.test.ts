import { expect, test } from 'vitest';
import { readCsv } from './read-csv';

const rows = (text: string) => readCsv(text).rows.map((row) => row.map(({ text: content }) => content));

test.each([
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b\r\n1;2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a\tb\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['\uFEFFa,b\n', [['a', 'b']]],
  ['a,"x, ""y"""\n', [['a', 'x, "y"']]],
  [
    'a,"two\nlines"\nb,c\n',
    [
      ['a', 'two\nlines'],
      ['b', 'c'],
    ],
  ],
  ['a,,c,\n', [['a', '', 'c', '']]],
  [' a , b \n\n,\n', [['a', 'b']]],
  ['', []],
])('%j', (text, expected) => {
  expect(rows(text)).toEqual(expected);
});

test('every cell has its place, after a quoted line break too', () => {
  const [first, second] = readCsv('a,"x\ny",z\nb,c,d\n').rows;
  expect(first?.map(({ line, column }) => `${line}:${column}`)).toEqual(['1:1', '1:3', '2:4']);
  expect(second?.map(({ line, column }) => `${line}:${column}`)).toEqual(['3:1', '3:3', '3:5']);
});

test('a quote that stays open is an error where it begins', () => {
  expect(readCsv('a,b\nc,"d\n').errors).toMatchObject([{ code: 'quoteOpen', line: 2, column: 3 }]);
});
