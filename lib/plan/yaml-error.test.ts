import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { yamlErrorText } from './yaml-error';

test('only what is wrong is left of an error of the parser', () => {
  const message = parseDocument('a: [1\n').errors[0]?.message ?? '';
  expect(message).toMatch(/ at line \d+, column \d+:/);
  expect(yamlErrorText(message)).toMatch(/^Flow sequence .* end with a \]$/);
});

test('a message of one line stays', () => {
  expect(yamlErrorText('Map keys must be unique')).toBe('Map keys must be unique');
});
