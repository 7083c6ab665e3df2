import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { quote, quoteAll } from './quote';

const awkward = ["it's", 'a b', '$(reboot)', '`id`', '"', '\\', 'line\nbreak', '*', '', '~', '-n', 'a;b', '!x', '#x'];

test.each(awkward)('bash reads %j back as it was', (value) => {
  const out = execFileSync('bash', ['-c', `printf '%s|' ${quote(value)}`], { encoding: 'utf8' });
  expect(out).toBe(`${value}|`);
});

test('several values stay several words', () => {
  const out = execFileSync('bash', ['-c', `printf '<%s>' ${quoteAll(awkward)}`], { encoding: 'utf8' });
  expect(out).toBe(awkward.map((value) => `<${value}>`).join(''));
});

test('plain words stay readable', () => {
  expect(quote('/etc/hosts')).toBe('/etc/hosts');
});
