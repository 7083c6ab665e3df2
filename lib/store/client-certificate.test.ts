import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/hosts.json';
import zh from '@/messages/zh/hosts.json';
import { type ClientCertificateInput, readClientCertificate } from './client-certificate';
import { testCertificate } from './testing-certificates';

const now = Date.parse('2026-11-27T12:00:00Z');
const ca = testCertificate({ commonName: 'etcd-ca', ca: true });
const otherCa = testCertificate({ commonName: 'other-ca', ca: true });
const client = testCertificate({
  commonName: 'root',
  issuer: ca,
  use: 'client',
  notAfter: new Date('2027-01-01T00:00:00Z'),
});
const whole: ClientCertificateInput = { certificate: client.pem, privateKey: client.privateKey, ca: ca.pem };
const read = (change: Partial<ClientCertificateInput> = {}) => readClientCertificate({ ...whole, ...change }, now);

test('a certificate, its key and its CA give who it is for, who signed it and when it ends', () => {
  expect(read()).toEqual({
    subject: 'CN=root',
    issuer: 'CN=etcd-ca',
    notAfter: '2027-01-01T00:00:00.000Z',
    fingerprint: expect.stringMatching(/^SHA256:([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
  });
  expect(read({ ca: '' })).toEqual(read());
});

test('a key is taken as OpenSSL and cfssl write it: SEC 1, with its curve before it, and with Windows’ line ends', () => {
  const sec1 = client.key.export({ type: 'sec1', format: 'pem' }).toString();
  const parameters = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
  for (const privateKey of [sec1, parameters + sec1, client.privateKey.replaceAll('\n', '\r\n')]) {
    expect(read({ privateKey })).toEqual(read());
  }
});

test('what leads to the CA may follow the certificate, in any order, and ends with it', () => {
  const upper = testCertificate({ commonName: 'upper', issuer: ca, ca: true });
  const lower = testCertificate({
    commonName: 'lower',
    issuer: upper,
    ca: true,
    notAfter: new Date('2026-12-01T00:00:00Z'),
  });
  const leaf = testCertificate({ commonName: 'root', issuer: lower });
  const certificate = leaf.pem + upper.pem + lower.pem;
  const chained = { certificate, privateKey: leaf.privateKey };
  expect(read(chained)).toMatchObject({ issuer: 'CN=lower', notAfter: '2026-12-01T00:00:00.000Z' });
  expect(read({ ...chained, certificate: leaf.pem + lower.pem })).toEqual({
    problem: 'not-signed-by-ca',
    field: 'ca',
    values: { found: 'CN=upper', needed: 'CN=etcd-ca' },
  });
});

test('one of several CAs is enough: etcd’s own and the one that signs its clients may differ', () => {
  expect(read({ ca: otherCa.pem + ca.pem })).toEqual(read());
});

test('a CA of the same name that did not sign it is not its CA', () => {
  const impostor = testCertificate({ commonName: 'etcd-ca', ca: true });
  expect(read({ ca: impostor.pem })).toMatchObject({ problem: 'not-signed-by-ca' });
});

const encrypted = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({
  ...{ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
} as { type: 'pkcs8'; format: 'pem'; cipher: string; passphrase: string });
const server = testCertificate({ commonName: 'etcd-1', issuer: ca, use: 'server' });
const old = testCertificate({ commonName: 'root', issuer: ca, notAfter: new Date(now) });
const young = testCertificate({ commonName: 'root', issuer: ca, notBefore: new Date(now + 1000) });
const oldCa = testCertificate({ commonName: 'etcd-ca', ca: true, notAfter: new Date('2026-11-01T00:00:00Z') });
const garbage = `-----BEGIN CERTIFICATE-----\n${Buffer.from('30030201ff', 'hex').toString('base64')}\n-----END CERTIFICATE-----`;

test.each<[string, Partial<ClientCertificateInput>, object]>([
  ['no certificate', { certificate: ' ' }, { problem: 'certificate-missing', field: 'certificate', values: {} }],
  [
    'a cut certificate',
    { certificate: client.pem.slice(0, -40) },
    { problem: 'certificate-pem', values: { problem: 'unclosed', number: 1 } },
  ],
  [
    'the key in the certificate’s place',
    { certificate: client.privateKey },
    { problem: 'certificate-pem', field: 'certificate', values: { problem: 'key', number: 1 } },
  ],
  [
    'PEM of something else',
    { certificate: client.pem + garbage },
    { problem: 'certificate-unreadable', values: { number: 2 } },
  ],
  [
    'a server’s certificate',
    { certificate: server.pem, privateKey: server.privateKey },
    { problem: 'not-for-clients', values: { subject: 'CN=etcd-1' } },
  ],
  [
    'one that is over',
    { certificate: old.pem, privateKey: old.privateKey },
    { problem: 'expired', values: { subject: 'CN=root', found: '2026-11-27' } },
  ],
  [
    'one that is not valid yet',
    { certificate: young.pem, privateKey: young.privateKey },
    { problem: 'not-yet', values: { subject: 'CN=root', found: '2026-11-27' } },
  ],
  ['no key', { privateKey: '' }, { problem: 'key-missing', field: 'privateKey', values: {} }],
  ['no PEM as key', { privateKey: 'abc' }, { problem: 'key-pem' }],
  ['the certificate as key', { privateKey: client.pem }, { problem: 'key-certificate' }],
  ['a key with a passphrase', { privateKey: String(encrypted) }, { problem: 'key-encrypted' }],
  [
    'a cut key',
    { privateKey: client.privateKey.replace(/\n.{40}/, '\n') },
    { problem: 'key-unreadable', field: 'privateKey', values: {} },
  ],
  [
    'another certificate’s key',
    { privateKey: server.privateKey },
    { problem: 'key-mismatch', field: 'privateKey', values: { subject: 'CN=root' } },
  ],
  ['a key as CA', { ca: ca.privateKey }, { problem: 'ca-pem', field: 'ca', values: { problem: 'key', number: 1 } }],
  ['no certificate as CA', { ca: garbage }, { problem: 'ca-unreadable', field: 'ca', values: { number: 1 } }],
  [
    'a CA that is over',
    { ca: oldCa.pem },
    { problem: 'ca-expired', values: { subject: 'CN=etcd-ca', found: '2026-11-01' } },
  ],
  [
    'another CA',
    { ca: otherCa.pem },
    { problem: 'not-signed-by-ca', field: 'ca', values: { found: 'CN=etcd-ca', needed: 'CN=other-ca' } },
  ],
])('refused: %s', (_, change, expected) => {
  const reading = read(change);
  expect(reading).toMatchObject(expected);
  if (!('problem' in reading)) return;
  // Throws when a text asks for a value that is not there.
  for (const translate of [strictTranslator('en', en), strictTranslator('zh', zh)]) {
    translate(`clientCertificate.${reading.problem}`, reading.values);
  }
});

test('no reason holds a word of the key', () => {
  const body = client.privateKey.split('\n')[1] ?? '';
  expect(createPrivateKey(client.privateKey).type).toBe('private');
  for (const privateKey of [client.privateKey.replace(/\n.{40}/, '\n'), `x${client.privateKey}`.slice(0, 100)]) {
    expect(JSON.stringify(read({ privateKey }))).not.toContain(body.slice(-20));
  }
});
