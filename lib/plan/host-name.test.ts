import { expect, test } from 'vitest';
import { isDnsName, labelProblem } from './host-name';

test('a label of RFC 1123 has no problem', () => {
  for (const name of ['a', '1', 'node-1', 'x'.repeat(63)]) expect(labelProblem(name), name).toBeNull();
});

test('each kind of bad label has its own problem', () => {
  expect(labelProblem('')).toBe('empty');
  expect(labelProblem('x'.repeat(64))).toBe('tooLong');
  expect(labelProblem('localhost')).toBe('reserved');
  for (const name of ['Node', 'a.b', '-a', 'a-', 'a_b', '节点']) expect(labelProblem(name), name).toBe('characters');
});

test('a DNS name may have several labels and capitals', () => {
  expect(['web1.example.com', 'WEB1', 'a-b.c'].map(isDnsName)).toEqual([true, true, true]);
  expect(['a..b', '-a.com', 'a_b.com', '', `${'a.'.repeat(130)}a`].map(isDnsName)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
