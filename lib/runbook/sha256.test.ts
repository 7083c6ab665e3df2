import { expect, test } from 'vitest';
import { canonicalJson, sha256 } from './sha256';

test('the order of keys does not matter', () => {
  expect(canonicalJson({ b: 1, a: [{ d: 2, c: 3 }] })).toBe(canonicalJson({ a: [{ c: 3, d: 2 }], b: 1 }));
});

test('the order of a list does matter', () => {
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test('a member that is undefined counts as absent, as it is after storing', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe(canonicalJson(JSON.parse(JSON.stringify({ a: undefined, b: 1 }))));
});

test('sha256 is the one that sha256sum prints', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
