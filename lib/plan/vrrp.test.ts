import { expect, test } from 'vitest';
import { masterDownSeconds, takeoverAfterCheckSeconds, takeoverSeconds } from './vrrp';

test('priority 100 at one second waits three adverts and 156/256 of one', () => {
  expect(masterDownSeconds(1, 100)).toBeCloseTo(3.609, 3);
});

test('a backup takes over after three to four adverts', () => {
  expect(takeoverSeconds(1)).toEqual({ from: 3, to: 4 });
  expect(takeoverSeconds(0.3)).toEqual({ from: 0.9, to: 1.2 });
});

test('a dead API server on a living host costs the health check in addition, at most', () => {
  expect(takeoverAfterCheckSeconds(0.3, { intervalSeconds: 1, fall: 4 })).toEqual({ from: 0.9, to: 5.2 });
});
