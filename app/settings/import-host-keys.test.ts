import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { acceptHostKey, hostKeyFingerprint, listHostKeys } from '@/lib/store/host-keys';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { importHostKeys } from './actions';

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'console.test', origin: 'http://console.test' }),
}));
vi.mock('@/lib/auth/current-user', () => ({
  currentUser: async () => ({ id: 'u1', name: 'Wei', email: 'wei@example.com', role: 'owner' }),
}));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.db.user.create({ data: { id: 'u1', name: 'Wei', email: 'wei@example.com' } });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.hostKey.deleteMany();
  await database.db.auditEvent.deleteMany();
});

const key = (text: string) => Buffer.from(text).toString('base64');
const asked = (text: string, keyType = 'ssh-ed25519') => ({
  way: '',
  address: '10.0.0.11',
  port: 22,
  keyType,
  key: key(text),
  fingerprint: hostKeyFingerprint(key(text)),
});

test('keys of several types are accepted, each with its entry in the record', async () => {
  const keys = [asked('one'), asked('two', 'ssh-rsa')];
  expect(await importHostKeys({ keys })).toEqual({ ok: true, data: { accepted: 2 } });
  expect((await listHostKeys()).map(({ keyType }) => keyType)).toEqual(['ssh-ed25519', 'ssh-rsa']);
  const record = await database.db.auditEvent.findMany();
  expect(record.map(({ action, subject }) => `${action} ${subject}`)).toEqual(
    Array(2).fill('host-key.import host:10.0.0.11:22'),
  );
});

test('a key never takes the place of another of its type, and one with another fingerprint pins nothing', async () => {
  await acceptHostKey({ way: '', address: '10.0.0.11', port: 22 }, { type: 'ssh-ed25519', key: key('before') }, 'u1');
  expect(await importHostKeys({ keys: [asked('one')] })).toMatchObject({ error: { code: 'host-key-not-pinned' } });
  const forged = { ...asked('two', 'ssh-rsa'), fingerprint: 'SHA256:other' };
  expect(await importHostKeys({ keys: [forged] })).toMatchObject({ error: { code: 'fingerprint-mismatch' } });
  expect((await listHostKeys()).map(({ fingerprint }) => fingerprint)).toEqual([hostKeyFingerprint(key('before'))]);
});

test('a key is accepted for the way that it was imported for, and the record names that way', async () => {
  expect(await importHostKeys({ keys: [{ ...asked('one'), way: '192.0.2.1:22' }] })).toMatchObject({ ok: true });
  expect((await listHostKeys()).map(({ way }) => way)).toEqual(['192.0.2.1:22']);
  expect(await database.db.auditEvent.findFirst()).toMatchObject({ data: { way: '192.0.2.1:22' } });
});
