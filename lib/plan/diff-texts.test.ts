import { expect, test } from 'vitest';
import { diffTexts } from './diff-texts';

const marks = { kept: ' ', removed: '-', added: '+' };
const diff = (before: string, after: string) => diffTexts(before, after).map(({ kind, text }) => marks[kind] + text);

test('what both have is kept, what goes stands before what comes', () => {
  expect(diff('a\nb\nc\n', 'a\nB\nc\nd\n')).toEqual([' a', '-b', '+B', ' c', '+d']);
});

test('an empty text has no line', () => {
  expect(diff('', '')).toEqual([]);
  expect(diff('', 'a\n')).toEqual(['+a']);
  expect(diff('a', '')).toEqual(['-a']);
});

test('an empty line is a line', () => {
  expect(diff('a\n\nb', 'a\nb')).toEqual([' a', '-', ' b']);
});

test('both texts can be read from it', () => {
  const words = ['a', 'b', 'c', 'a\nb', 'b\na', 'a\nb\nc\na', 'c\na\nb', 'b\nb\na'];
  for (const before of words) {
    for (const after of words) {
      const pieces = diffTexts(before, after);
      const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text);
      expect(without('added').join('\n')).toBe(before);
      expect(without('removed').join('\n')).toBe(after);
    }
  }
});

test('pieces that hold line breaks have another separator', () => {
  expect(diffTexts('a\nb\0c', 'c', '\0')).toEqual([
    { kind: 'removed', text: 'a\nb' },
    { kind: 'kept', text: 'c' },
  ]);
});
