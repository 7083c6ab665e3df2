import { expect, test } from 'vitest';
import { literally } from './literally';

test('every sign of a pattern stands for itself', () => {
  const signs = '\\^$.*+?()[]{}|/-a';
  expect(signs.replace(new RegExp(literally(signs)), 'found')).toBe('found');
  expect(new RegExp(literally('a.b')).test('axb')).toBe(false);
});
