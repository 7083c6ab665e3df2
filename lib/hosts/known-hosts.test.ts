import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { keysFor, parseKnownHosts } from './known-hosts';

/** A key as far as its type can be read from it. */
const key = (type: string, text: string) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(type.length);
  return Buffer.concat([head, Buffer.from(type), Buffer.from(text)]).toString('base64');
};
const ed = (text: string) => `ssh-ed25519 ${key('ssh-ed25519', text)}`;
const hashed = (name: string) => {
  const salt = Buffer.alloc(20, 3);
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
};
const found = (text: string, address: string, port = 22) =>
  keysFor(parseKnownHosts(text), { address, port }).map((each) => Buffer.from(each.key, 'base64').toString().slice(-1));

test.each([
  ['a name and an address', `node1,10.0.0.1 ${ed('a')} root@node1`, '10.0.0.1', 22, ['a']],
  ['another port', `[10.0.0.1]:2222 ${ed('a')}`, '10.0.0.1', 2222, ['a']],
  ['the usual port only', `10.0.0.1 ${ed('a')}`, '10.0.0.1', 2222, []],
  ['a hashed name', `${hashed('10.0.0.1')} ${ed('a')}`, '10.0.0.1', 22, ['a']],
  ['a hashed name with a port', `${hashed('[10.0.0.1]:2222')} ${ed('a')}`, '10.0.0.1', 2222, ['a']],
  ['another hashed name', `${hashed('10.0.0.2')} ${ed('a')}`, '10.0.0.1', 22, []],
  ['wildcards', `10.0.?.* ${ed('a')}`, '10.0.0.17', 22, ['a']],
  ['a wildcard that is too short', `10.0.?.1 ${ed('a')}`, '10.0.10.1', 22, []],
  ['a negation', `*.example.org,!db.example.org ${ed('a')}`, 'db.example.org', 22, []],
  ['capitals', `Node1.Example.org ${ed('a')}`, 'node1.example.ORG', 22, ['a']],
  ['the first of two keys of one type', `h ${ed('a')}\nh ${ed('b')}`, 'h', 22, ['a']],
  ['a revoked key', `h ${ed('a')}\n@revoked * ${ed('a')}\nh ${ed('b')}`, 'h', 22, ['b']],
])('%s', (_title, text, address, port, keys) => {
  expect(found(text, address, port)).toEqual(keys);
});

test('keys of every type are taken', () => {
  const rsa = `ssh-rsa ${key('ssh-rsa', 'r')}`;
  expect(found(`h ${ed('a')}\nh ${rsa}`, 'h')).toEqual(['a', 'r']);
});

test('what is not used is listed with its line', () => {
  const text = [
    '# comment',
    '',
    `@cert-authority *.example.org ${ed('c')}`,
    `@revoked h ${ed('r')}`,
    `h ssh-dss ${key('ssh-dss', 'd')}`,
    `h ssh-ed25519 ${key('ssh-rsa', 'x')}`,
    'h ssh-ed25519',
    `@other h ${ed('a')}`,
  ].join('\r\n');
  expect(parseKnownHosts(text).left.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '3 certAuthority',
    '4 revoked',
    '5 keyType',
    '6 unreadable',
    '7 unreadable',
    '8 unreadable',
  ]);
});

test('a pattern full of stars takes no time', () => {
  expect(found(`${'*a'.repeat(2000)}b ${ed('a')}`, 'a'.repeat(200))).toEqual([]);
});
