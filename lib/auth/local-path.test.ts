import { expect, it } from 'vitest';
import { localPath } from './local-path';

it.each(['/', '/plans/1?step=hosts#x', '/运行/1'])('keeps %s', (path) => {
  expect(decodeURI(localPath(path))).toBe(path);
});

it.each([
  null,
  '',
  'plans',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  `/${'a'.repeat(3000)}`,
])('leads home instead of to %j', (text) => {
  expect(localPath(text)).toBe('/');
});
