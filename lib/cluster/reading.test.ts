import { expect, it } from 'vitest';
import { answered, current, silent, unread } from './reading';

it('an answer counts until it can’t be asked, and stays to be shown as old', () => {
  const first = answered(7, 1);
  expect(current(first)).toBe(7);
  const away = silent(silent(first, 'refused', 2), 'timeout', 3);
  expect(current(away)).toBeNull();
  expect(away).toEqual({ value: 7, at: 1, silentSince: 2, problem: 'timeout' });
  expect(current(answered(8, 4))).toBe(8);
});

it('what was never asked has no answer, and is not silent', () => {
  expect(current(unread)).toBeNull();
  expect(unread.silentSince).toBeNull();
});
