import { expect, test } from 'vitest';
import { isSecretName, shownValue } from './shown-value';

test.each([
  ['password', true],
  ['masterPassword', true],
  ['ansible_ssh_pass', true],
  ['passwd', true],
  ['secret_key', true],
  ['access_key', true],
  ['ssh_key', true],
  ['api_token', true],
  ['ssh_key_path', false],
  ['bypass', true],
  ['compassion', false],
  ['keyboard', false],
  ['address', false],
])('%s: a secret by its name: %s', (name, secret) => {
  expect(isSecretName(name)).toBe(secret);
});

test.each([
  ['plain', '', 'plain'],
  ['hunter2', 'password', '•••'],
  [7, 'token', '•••'],
  [true, 'secrets_encryption', 'true'],
  [{ user: 'a', password: 'b' }, '', '{"user":"a","password":"•••"}'],
  [['TOKEN=abc', 'MODE=x'], 'extra_env', '["•••","MODE=x"]'],
  ['https://user:pw@registry.example.com', 'url', '•••'],
  ['-----BEGIN PRIVATE KEY-----\nabc', 'note', '•••'],
  ['first\nsecond', 'addons', 'first …'],
  [null, 'x', ''],
])('%j of %s is shown as %s', (value, name, expected) => {
  expect(shownValue(value, name)).toBe(expected);
});
