import { expect, test } from 'vitest';
import { contextsOf, withContext } from './kubeconfig-contexts';

const text = `apiVersion: v1
kind: Config
# of two clusters
current-context: a
contexts:
  - { name: a, context: { cluster: a, user: a } }
  - { name: b, context: { cluster: b, user: b } }
`;

test('contexts are listed with the current one', () => {
  expect(contextsOf(text)).toEqual({ names: ['a', 'b'], current: 'a' });
  expect(contextsOf(text.replace('current-context: a\n', ''))).toEqual({ names: ['a', 'b'], current: '' });
});

test.each([['a list'], ['- a'], ['contexts: 3'], ['a: [1'], ['contexts: *x'], ['']])('%j has none', (other) => {
  expect(contextsOf(other)).toBeNull();
});

test('another context is chosen, and nothing else changes', () => {
  expect(withContext(text, 'b')).toBe(text.replace('current-context: a', 'current-context: b'));
  expect(withContext(text, 'a')).toBe(text);
  expect(withContext(text, '')).toBe(text);
  expect(contextsOf(withContext(text.replace('current-context: a\n', ''), 'b'))?.current).toBe('b');
});
