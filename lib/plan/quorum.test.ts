import { expect, test } from 'vitest';
import { quorum, toleratedLosses } from './quorum';

test('a quorum is more than half', () => {
  expect([1, 2, 3, 4, 5, 7].map(quorum)).toEqual([1, 2, 2, 3, 3, 4]);
});

test('an even member adds nothing to what may be lost', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7].map(toleratedLosses)).toEqual([0, 0, 0, 1, 1, 2, 2, 3]);
});
