import { expect, test } from 'vitest';
import { masterDownSeconds, takeoverSeconds } from './vrrp';

test('priority 100 at one second waits three adverts and 156/256 of one', () => {
  expect(masterDownSeconds(1, 100)).toBeCloseTo(3.609, 3);
});

test('a backup takes over after three to four adverts', () => {
  expect(takeoverSeconds(1)).toEqual({ from: 3, to: 4 });
  expect(takeoverSeconds(0.3)).toEqual({ from: 0.9, to: 1.2 });
});
