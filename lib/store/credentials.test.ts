import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testKeyPair } from '@/lib/store/testing-keys';
import {
  type CredentialInput,
  createCredential,
  credentialProblemCode,
  credentialSecret,
  deleteCredential,
  listCredentials,
  updateCredential,
} from './credentials';
import { type TestDatabase, testDatabase } from './testing';
import { testCertificate } from './testing-certificates';

let database: TestDatabase;
beforeAll(async () => {
  process.env.SLIPWAY_MASTER_KEY ??= Buffer.alloc(32, 7).toString('base64');
  database = await testDatabase();
});
afterAll(() => database.close());

const password = { kind: 'password' as const, password: 'p@ss "word"' };

async function created(name: string, more: Partial<CredentialInput> = {}) {
  const result = await createCredential({ name, secret: password, ...more });
  if ('problem' in result) throw new Error(result.problem);
  return result.credential;
}

test('a password comes back whole to the server, and its list never holds it', async () => {
  const { id } = await created('ops', { sudoPassword: 'sudo-secret' });
  expect(await credentialSecret(id)).toEqual({ secret: password, sudoPassword: 'sudo-secret' });
  const list = await listCredentials();
  expect(list).toEqual([
    { id, name: 'ops', kind: 'password', fingerprint: '', hasSudoPassword: true, summary: null, expiry: null },
  ]);
  const stored = JSON.stringify(await database.db.credential.findMany());
  for (const text of [JSON.stringify(list), stored]) expect(text).not.toMatch(/p@ss|sudo-secret/);
  expect(stored).toContain('"name":"ops"');
});

test('a private key is kept with its fingerprint; what is none is refused with the reason', async () => {
  const pair = testKeyPair();
  const key = await created('key', { secret: { kind: 'private-key', privateKey: pair.private } });
  expect(key).toMatchObject({ kind: 'private-key', fingerprint: expect.stringMatching(/^SHA256:\S{43}$/) });
  expect(await credentialSecret(key.id)).toEqual({ secret: { kind: 'private-key', privateKey: pair.private } });
  const pkcs8 = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const [privateKey, problem] of [
    [pair.public, 'public-key'],
    [pkcs8, 'unsupported'],
    ['x', 'not-a-key'],
  ] as const) {
    expect(await createCredential({ name: 'bad', secret: { kind: 'private-key', privateKey } })).toEqual({ problem });
  }
  expect((await listCredentials()).map((one) => one.name)).not.toContain('bad');
});

const ca = testCertificate({ commonName: 'etcd-ca', ca: true });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000 + 60_000);
const client = (notAfter: Date) => testCertificate({ commonName: 'root', issuer: ca, use: 'client', notAfter });
const secretOf = ({ pem, privateKey }: { pem: string; privateKey: string }) => ({
  kind: 'client-certificate' as const,
  certificate: pem,
  privateKey,
  ca: ca.pem,
});
const base64 = (text: string) => Buffer.from(text).toString('base64');
const kubeconfigOf = ({ pem, privateKey }: { pem: string; privateKey: string }) => `kind: Config
current-context: admin
contexts: [{name: admin, context: {cluster: prod, user: admin}}]
clusters: [{name: prod, cluster: {server: "https://10.0.0.100:6443", certificate-authority-data: ${base64(ca.pem)}}}]
users:
  - {name: admin, user: {client-certificate-data: ${base64(pem)}, client-key-data: ${base64(privateKey)}}}
  - {name: other, user: {token: of-another-cluster}}
`;

test('of a client certificate the list says whose it is and when it ends; the key only comes back to the server', async () => {
  const certificate = client(inDays(12));
  const made = await created('etcd', { secret: secretOf(certificate), sudoPassword: 'no host' });
  expect(made).toMatchObject({
    kind: 'client-certificate',
    fingerprint: expect.stringMatching(/^SHA256:/),
    hasSudoPassword: false,
    summary: { kind: 'client-certificate', subject: 'CN=root', issuer: 'CN=etcd-ca', hasCa: true },
    expiry: { state: 'soon', days: 12 },
  });
  expect(await credentialSecret(made.id)).toEqual({ secret: secretOf(certificate) });
  const body = certificate.privateKey.split('\n')[1] ?? 'nothing';
  const stored = JSON.stringify([await listCredentials(), await database.db.credential.findMany()]);
  expect(stored).not.toContain(body);
  expect(stored).toContain('CN=etcd-ca');
});

test('of a kubeconfig the list says its server; only its current context is kept', async () => {
  const certificate = client(inDays(300));
  const made = await created('cluster', { secret: { kind: 'kubeconfig', kubeconfig: kubeconfigOf(certificate) } });
  expect(made).toMatchObject({
    kind: 'kubeconfig',
    summary: { context: 'admin', cluster: 'prod', server: 'https://10.0.0.100:6443', login: 'client-certificate' },
    expiry: { state: 'later', days: 300 },
  });
  const kept = await credentialSecret(made.id);
  const text = kept?.secret.kind === 'kubeconfig' ? kept.secret.kubeconfig : '';
  expect(text).toContain(base64(certificate.privateKey));
  expect(text).not.toContain('of-another-cluster');
});

test('a certificate that is refused says the field and the reason, in a kubeconfig as well', async () => {
  const certificate = client(inDays(-1));
  expect(await createCredential({ name: 'bad', secret: secretOf(certificate) })).toMatchObject({
    problem: 'expired',
    of: 'clientCertificate',
    field: 'certificate',
  });
  const inside = await createCredential({
    name: 'bad',
    secret: { kind: 'kubeconfig', kubeconfig: kubeconfigOf(certificate) },
  });
  expect(inside).toMatchObject({ problem: 'expired', of: 'clientCertificate', field: 'kubeconfig' });
  if ('credential' in inside) throw new Error('taken');
  expect(credentialProblemCode(inside)).toBe('clientCertificate.expired');
  const broken = await createCredential({ name: 'bad', secret: { kind: 'kubeconfig', kubeconfig: 'a: [' } });
  expect('problem' in broken && credentialProblemCode(broken)).toBe('kubeconfig.yaml');
  expect((await listCredentials()).map(({ name }) => name)).not.toContain('bad');
});

test('a secret is replaced by one of its own kind; a password and a private key may take each other’s place', async () => {
  const etcd = await created('etcd-2', { secret: secretOf(client(inDays(40))) });
  expect(await updateCredential(etcd.id, { secret: password })).toEqual({ problem: 'kind-changed' });
  const renewed = await updateCredential(etcd.id, { secret: secretOf(client(inDays(400))), sudoPassword: 'no host' });
  expect(renewed).toMatchObject({ credential: { expiry: { days: 400 }, hasSudoPassword: false } });
  const { id } = await created('ops-2');
  const { private: privateKey } = testKeyPair();
  expect(await updateCredential(id, { secret: { kind: 'private-key', privateKey } })).toMatchObject({
    credential: { kind: 'private-key', summary: null, expiry: null },
  });
  expect(await updateCredential('gone', { secret: password })).toEqual({ problem: 'not-found' });
});

test('changing one part leaves the others; null takes the sudo password away', async () => {
  const { id } = await created('change', { sudoPassword: 's' });
  await updateCredential(id, { name: 'changed' });
  expect(await credentialSecret(id)).toEqual({ secret: password, sudoPassword: 's' });
  await updateCredential(id, { secret: { kind: 'password', password: 'new' }, sudoPassword: null });
  expect(await credentialSecret(id)).toEqual({ secret: { kind: 'password', password: 'new' } });
});

test('a name is taken once, and what is gone is gone', async () => {
  const { id } = await created('taken');
  expect(await createCredential({ name: 'taken', secret: password })).toEqual({ problem: 'name-taken' });
  expect(await deleteCredential(id)).toBe(true);
  expect(await deleteCredential(id)).toBe(false);
  expect(await credentialSecret(id)).toBeNull();
  expect(await updateCredential(id, { name: 'x' })).toEqual({ problem: 'not-found' });
});
