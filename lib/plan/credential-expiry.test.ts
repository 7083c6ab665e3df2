import { expect, test } from 'vitest';
import { expiryOf } from './credential-expiry';

const now = Date.parse('2026-11-27T12:00:00Z');

test.each([
  ['2026-12-27T12:00:00Z', 'later', 30],
  ['2026-12-27T11:59:59Z', 'soon', 29],
  ['2026-11-27T12:00:01Z', 'soon', 0],
  ['2026-11-27T12:00:00Z', 'expired', 0],
  ['2026-11-26T11:00:00Z', 'expired', -2],
] as const)('what ends at %s is %s, with %i whole days left', (at, state, days) => {
  expect(expiryOf(at, now)).toEqual({ at, state, days });
});
