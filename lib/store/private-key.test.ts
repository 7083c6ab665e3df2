import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readPrivateKey } from './private-key';

const folder = mkdtempSync(join(tmpdir(), 'slipway-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A key made by OpenSSH itself. */
function made(name: string, options: string[], passphrase = ''): { text: string; publicText: string; print: string } {
  const path = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-f', path, '-N', passphrase, '-C', name, ...options]);
  return {
    text: readFileSync(path, 'utf8'),
    publicText: readFileSync(`${path}.pub`, 'utf8'),
    print: execFileSync('ssh-keygen', ['-l', '-f', `${path}.pub`], { encoding: 'utf8' }).split(' ')[1] ?? '',
  };
}

const plain = made('plain', ['-t', 'ed25519']);
const locked = made('locked', ['-t', 'ed25519'], "pass 'phrase' $x");

describe('a private key that OpenSSH made is read, with the fingerprint that ssh-keygen prints', () => {
  test.each([
    ['ed25519', ['-t', 'ed25519']],
    ['ecdsa', ['-t', 'ecdsa']],
    ['rsa', ['-t', 'rsa', '-b', '2048']],
    ['rsa-pem', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
  ])('%s', (name, options) => {
    const key = made(name, options);
    expect(readPrivateKey(key.text)).toMatchObject({ fingerprint: key.print });
  });

  test('with a passphrase, OpenSSH format and PEM', () => {
    expect(readPrivateKey(locked.text, "pass 'phrase' $x")).toMatchObject({ fingerprint: locked.print });
    const old = made('old', ['-t', 'rsa', '-b', '2048', '-m', 'PEM'], 'secret1');
    expect(readPrivateKey(old.text, 'secret1')).toMatchObject({ fingerprint: old.print });
    expect(readPrivateKey(old.text)).toEqual({ problem: 'passphrase-missing' });
    expect(readPrivateKey(old.text, 'wrong')).toEqual({ problem: 'passphrase-wrong' });
  });

  test('pasted from Windows, with space around it', () => {
    const pasted = `  \r\n${plain.text.replaceAll('\n', '\r\n')}\r\n\r\n`;
    expect(readPrivateKey(pasted)).toMatchObject({ fingerprint: plain.print });
  });
});

test.each([
  ['nothing at all', '', 'empty'],
  ['any text', 'hello', 'not-a-key'],
  ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'not-a-key'],
  ['a key that was cut off', plain.text.slice(0, 200), 'not-a-key'],
  ['the public half', plain.publicText, 'public-key'],
  ['PuTTY format', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n', 'putty'],
  ['PKCS#8', '-----BEGIN PRIVATE KEY-----\nMC4CAQA=\n-----END PRIVATE KEY-----', 'unsupported'],
])('%s is refused with the reason', (_title, text, problem) => {
  expect(readPrivateKey(text)).toEqual({ problem });
});

test('an encrypted key says whether its passphrase is missing or wrong', () => {
  expect(readPrivateKey(locked.text)).toEqual({ problem: 'passphrase-missing' });
  expect(readPrivateKey(locked.text, 'wrong')).toEqual({ problem: 'passphrase-wrong' });
});
