import { expect, test } from 'vitest';
import { parseJumps } from './parse-jumps';

const shown = (text: string) =>
  parseJumps(text, 'ops')?.map(({ user, address, port }) => `${user}@${address}:${port}`) ?? null;

test.each([
  ['bastion', ['ops@bastion:22']],
  ['jump@198.51.100.9:2200, inner.example.org', ['jump@198.51.100.9:2200', 'ops@inner.example.org:22']],
  ['ssh://jump@bastion:2200/', ['jump@bastion:2200']],
  ['none', []],
])('%s', (text, hops) => {
  expect(shown(text)).toEqual(hops);
});

test.each(['', 'a,', 'a b', 'jump@', 'bastion:99999', 'bastion:0', '[2001:db8::1]:22'])('%s is no list', (text) => {
  expect(parseJumps(text, 'ops')).toBeNull();
});
