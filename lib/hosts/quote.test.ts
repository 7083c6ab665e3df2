import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { quote } from './quote';

const words = [
  '',
  ' ',
  'plain',
  "it's",
  `"double" and 'single'`,
  '$HOME `id` $(id) $1',
  'line one\nline two\n',
  '\\ \\n \\\\',
  '节点一 é 🚢',
  '-n',
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
  const out = execFileSync('bash', ['-c', `printf '<%s>' ${words.map(quote).join(' ')}`], { encoding: 'utf8' });
  expect(out).toBe(words.map((word) => `<${word}>`).join(''));
});

test('a NUL byte is refused instead of being cut off', () => {
  expect(() => quote('a\0b')).toThrow('NUL');
});
