import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { quote, quoteAll } from './quote';

const words = [
  '',
  ' ',
  'plain',
  "it's",
  'a b',
  `"double" and 'single'`,
  '$HOME `id` $(id) $1',
  '$(reboot)',
  'line one\nline two\n',
  '\\ \\n \\\\',
  '节点一 é 🚢',
  '-n',
  '~',
  '*',
  'a;b',
  '!x',
  '#x',
  '=ls',
  'a=~/b:~',
  '!history * ? [a] {b,c} ~ # ; & | < >',
  "''",
  '\ttab\r',
];

test.each(words)('bash and sh read %j back unchanged', (word) => {
  for (const shell of ['bash', 'sh']) {
    const out = execFileSync(shell, ['-c', `printf %s ${quote(word)}`], { encoding: 'utf8' });
    expect(out).toBe(word);
  }
});

test('several words stay several words', () => {
  const out = execFileSync('bash', ['-c', `printf '<%s>' ${quoteAll(words)}`], { encoding: 'utf8' });
  expect(out).toBe(words.map((word) => `<${word}>`).join(''));
});

test('plain words stay readable', () => {
  expect(quote('/etc/hosts')).toBe('/etc/hosts');
  expect(quote('registry.example:5000/a@sha256=1,2+3')).toBe('registry.example:5000/a@sha256=1,2+3');
});

test('a word that zsh would take for a program is quoted', () => {
  expect(quote('=ls')).toBe("'=ls'");
});

test('a NUL byte is refused instead of being cut off', () => {
  expect(() => quote('a\0b')).toThrow('NUL');
});
