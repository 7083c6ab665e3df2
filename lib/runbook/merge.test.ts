import { expect, test } from 'vitest';
import { mergeOverride } from './merge';

test('a key that is only in the override is added', () => {
  expect(mergeOverride({ a: 1 }, { b: 2 })).toEqual({ value: { a: 1, b: 2 }, brought: [['b']], replaced: [] });
});

test('a value replaces the generated one, which is remembered', () => {
  expect(mergeOverride({ a: { b: 1 } }, { a: { b: 2 } })).toEqual({
    value: { a: { b: 2 } },
    brought: [['a', 'b']],
    replaced: [{ path: ['a', 'b'], value: 1 }],
  });
});

test('a value equal to the generated one counts as generated', () => {
  expect(mergeOverride({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual({
    value: { a: [1, { b: 2 }] },
    brought: [],
    replaced: [],
  });
});

test('null takes a generated key away, and asks nothing of one that is not there', () => {
  expect(mergeOverride({ a: 1 }, { a: null, b: null })).toEqual({
    value: {},
    brought: [],
    replaced: [{ path: ['a'], value: 1 }],
  });
});

test('a list of plain values is appended to without doubles', () => {
  expect(mergeOverride({ sans: ['a', 'b'] }, { sans: ['b', 'c'] }).value).toEqual({ sans: ['a', 'b', 'c'] });
  expect(mergeOverride({ sans: ['a', 'b'] }, { sans: ['b', 'c'] }).brought).toEqual([['sans', '2']]);
});

test('an empty list empties a generated one', () => {
  expect(mergeOverride({ taints: [{ key: 'a' }] }, { taints: [] })).toEqual({
    value: { taints: [] },
    brought: [['taints']],
    replaced: [{ path: ['taints'], value: [{ key: 'a' }] }],
  });
});

test('items with a name are merged by name, others of the list stay', () => {
  const generated = {
    extraArgs: [
      { name: 'x', value: '1' },
      { name: 'y', value: '2' },
    ],
  };
  const merged = mergeOverride(generated, {
    extraArgs: [
      { name: 'y', value: '3' },
      { name: 'z', value: '4' },
    ],
  });
  expect(merged.value).toEqual({
    extraArgs: [
      { name: 'x', value: '1' },
      { name: 'y', value: '3' },
      { name: 'z', value: '4' },
    ],
  });
  expect(merged.brought).toEqual([
    ['extraArgs', 'y', 'value'],
    ['extraArgs', 'z'],
  ]);
  expect(merged.replaced).toEqual([{ path: ['extraArgs', 'y', 'value'], value: '2' }]);
});

test('a value of another type replaces as a whole', () => {
  expect(mergeOverride({ a: { b: 1 } }, { a: 'x' }).value).toEqual({ a: 'x' });
});

test('what was generated is not changed', () => {
  const generated = { a: { b: [1] } };
  mergeOverride(generated, { a: { b: [2], c: 3 } });
  expect(generated).toEqual({ a: { b: [1] } });
});
