import { expect, it } from 'vitest';
import { neighbour, type Stop } from './neighbours';

/**
 *      entry
 *   a    b    c
 *   d    e
 */
const at = (id: string, x: number, y: number): Stop => ({ id, box: { x: x * 100, y: y * 100, width: 80, height: 60 } });
const stops = [at('entry', 1, 0), at('a', 0, 1), at('b', 1, 1), at('c', 2, 1), at('d', 0, 2), at('e', 1, 2)];

it('goes to the card beside, above and below', () => {
  expect(neighbour(stops, 'b', 'ArrowLeft')).toBe('a');
  expect(neighbour(stops, 'b', 'ArrowRight')).toBe('c');
  expect(neighbour(stops, 'b', 'ArrowUp')).toBe('entry');
  expect(neighbour(stops, 'b', 'ArrowDown')).toBe('e');
});

it('goes to the nearest card when none is straight ahead', () => {
  expect(neighbour(stops, 'c', 'ArrowDown')).toBe('e');
  expect(neighbour(stops, 'c', 'ArrowUp')).toBe('entry');
});

it('stays at the edge', () => {
  expect(neighbour(stops, 'a', 'ArrowLeft')).toBeNull();
  expect(neighbour(stops, 'gone', 'ArrowLeft')).toBeNull();
});
