import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createCredential, credentialSecret } from '@/lib/store/credentials';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { testCertificate } from '@/lib/store/testing-certificates';
import { replaceCredential } from './actions';

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'console.test', origin: 'http://console.test' }),
}));
vi.mock('@/lib/auth/current-user', () => ({
  currentUser: async () => ({ id: 'u1', name: 'Wei', email: 'wei@example.com', role: 'owner' }),
}));

let database: TestDatabase;
beforeAll(async () => {
  vi.stubEnv('SLIPWAY_DATA', path.join(tmpdir(), `slipway-replace-${process.pid}`));
  database = await testDatabase();
  await database.db.user.create({ data: { id: 'u1', name: 'Wei', email: 'wei@example.com' } });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

test('the new secret takes the place of the old one and of its sudo password, and neither is in the answer', async () => {
  const made = await createCredential({
    name: 'ops',
    secret: { kind: 'password', password: 'old-secret' },
    sudoPassword: 'old-sudo',
  });
  if (!('credential' in made)) throw new Error(made.problem);
  const { id } = made.credential;

  const answer = await replaceCredential({ id, name: 'ops', secret: { kind: 'password', password: 'new-secret' } });
  expect(answer).toMatchObject({ ok: true, data: { id, name: 'ops', hasSudoPassword: false } });
  expect(await credentialSecret(id)).toEqual({ secret: { kind: 'password', password: 'new-secret' } });
  const recorded = JSON.stringify([
    answer,
    await database.db.auditEvent.findMany({ select: { action: true, data: true } }),
  ]);
  expect(recorded).toContain('credential.replace');
  expect(recorded).not.toMatch(/(new|old)-s/);
});

test('one that has been deleted meanwhile is said', async () => {
  const secret = { kind: 'password', password: 'x' } as const;
  expect(await replaceCredential({ id: 'gone', name: 'gone', secret })).toEqual({
    ok: false,
    error: { code: 'credential.not-found' },
  });
});

test('a certificate that is refused says the field, the reason and what the reason quotes, and keeps the old one', async () => {
  const ca = testCertificate({ commonName: 'etcd-ca', ca: true });
  const client = testCertificate({ commonName: 'rainbond', issuer: ca, use: 'client' });
  const secret = { kind: 'client-certificate', certificate: client.pem, privateKey: client.privateKey } as const;
  const made = await createCredential({ name: 'etcd', secret: { ...secret, ca: ca.pem } });
  if (!('credential' in made)) throw new Error(made.problem);
  const { id } = made.credential;
  const other = testCertificate({ commonName: 'other', ca: true });

  const answer = await replaceCredential({ id, name: 'etcd', secret: { ...secret, ca: other.pem } });
  const code = 'clientCertificate.not-signed-by-ca';
  expect(answer).toEqual({
    ok: false,
    error: { code, values: { found: 'CN=etcd-ca', needed: 'CN=other' }, fields: { ca: code } },
  });
  expect((await credentialSecret(id))?.secret).toEqual({ ...secret, ca: ca.pem });
  expect(await replaceCredential({ id, name: 'etcd', secret: { kind: 'password', password: 'x' } })).toEqual({
    ok: false,
    error: { code: 'credential.kind-changed' },
  });

  expect(await replaceCredential({ id, name: 'etcd', secret })).toMatchObject({ ok: true });
  const recorded = await database.db.auditEvent.findMany({ where: { subject: `credential:${id}` } });
  expect(recorded.map(({ action, data }) => ({ action, data }))).toEqual([
    { action: 'credential.replace', data: { name: 'etcd', kind: 'client-certificate' } },
  ]);
});
