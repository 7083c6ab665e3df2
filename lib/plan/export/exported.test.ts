import { expect, test } from 'vitest';
import english from '@/messages/en/plan.json';
import chinese from '@/messages/zh/plan.json';
import { exportReasons, placeholderName } from './exported';

test.each([
  ['en', english],
  ['zh', chinese],
])('in %s every reason has a text, and there is no other', (_, messages) => {
  expect(Object.keys(messages.export.reasons).toSorted()).toEqual([...exportReasons].toSorted());
});

test('a placeholder is a name that a shell takes', () => {
  expect(placeholderName('ssh password', 'node-1.example.com')).toBe('SSH_PASSWORD_NODE_1_EXAMPLE_COM');
});
