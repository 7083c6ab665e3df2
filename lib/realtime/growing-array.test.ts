import { describe, expect, test } from 'vitest';
import { GrowingArray } from '@/lib/realtime/growing-array';

const numbers = () => new GrowingArray((length) => new Uint32Array(length), 2);

describe('growing array', () => {
  test('keeps everything when it outgrows its first capacity', () => {
    const array = numbers();
    for (let i = 0; i < 1000; i += 1) array.push(i * 3);
    expect(array.length).toBe(1000);
    expect(array.at(0)).toBe(0);
    expect(array.at(999)).toBe(2997);
  });

  test('gives undefined beyond what was pushed, even inside its capacity', () => {
    const array = numbers();
    array.push(7);
    expect(array.at(1)).toBeUndefined();
  });

  test('finds the first element that is not below a value', () => {
    const array = numbers();
    for (const value of [2, 4, 4, 9]) array.push(value);
    expect(array.lowerBound(0)).toBe(0);
    expect(array.lowerBound(4)).toBe(1);
    expect(array.lowerBound(5)).toBe(3);
    expect(array.lowerBound(10)).toBe(4);
  });
});
