import { expect, test } from 'vitest';
import { quantityOf } from './quantity';

test.each([
  ['4', 4],
  ['1500m', 1.5],
  ['3920m', 3.92],
  ['16Gi', 16 * 2 ** 30],
  ['7989864Ki', 7989864 * 1024],
  ['8G', 8e9],
  ['1e3', 1000],
  ['.5', 0.5],
  ['2E', 2e18],
])('%s is %d', (text, number) => {
  expect(quantityOf(text)).toBeCloseTo(number, 6);
});

test.each([[''], ['x'], ['4 GB'], ['1Zi'], [undefined]])('%j is none', (text) => {
  expect(quantityOf(text)).toBeNull();
});
