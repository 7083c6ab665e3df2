import { expect, test } from 'vitest';
import { anyOf } from './any-of';

test('of texts that contain each other the longer one is found', () => {
  expect('pass password'.replace(anyOf(['pass', 'password']) ?? /never/, '*')).toBe('* *');
});

test('no texts are found nowhere', () => {
  expect(anyOf([])).toBeNull();
});
