import { expect, test } from 'vitest';
import { credentialPartOf } from './credential-part';

const certificate = { kind: 'client-certificate', certificate: 'CERT', privateKey: 'KEY' };

test('each part is of its own kind of credential', () => {
  expect(credentialPartOf({ kind: 'password', password: 'pw' }, 'password')).toBe('pw');
  expect(credentialPartOf(certificate, 'certificate')).toBe('CERT');
  expect(credentialPartOf(certificate, 'key')).toBe('KEY');
  expect(credentialPartOf({ kind: 'kubeconfig', kubeconfig: 'k: v' }, 'kubeconfig')).toBe('k: v');
});

test('a certificate without a CA has an empty one', () => {
  expect(credentialPartOf(certificate, 'ca')).toBe('');
});

test('another kind has no such part, and a login by key has none at all', () => {
  expect(credentialPartOf({ kind: 'password', password: 'pw' }, 'kubeconfig')).toBeNull();
  expect(credentialPartOf(certificate, 'password')).toBeNull();
  expect(credentialPartOf({ kind: 'private-key', privateKey: 'KEY' }, 'key')).toBeNull();
  expect(credentialPartOf({}, 'password')).toBeNull();
});
