import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listHostKeys } from '@/lib/store/host-keys';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { acceptHostKeys } from './actions';

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
beforeEach(() => database.db.hostKey.deleteMany());

const key = Buffer.from('a public key').toString('base64');
const fingerprint = 'SHA256:C3NI+gOJcMSOwHzXO2JX857IEPYPFu5zti48biYQq8Y';
const asked = { way: '', address: '10.0.0.11', port: 22, keyType: 'ssh-ed25519', key };

test('a key whose fingerprint is the one that was read is pinned', async () => {
  expect(await acceptHostKeys({ keys: [{ ...asked, fingerprint }] })).toEqual({ ok: true, data: null });
  expect(await listHostKeys()).toMatchObject([{ address: '10.0.0.11', fingerprint, acceptedBy: 'Wei' }]);
});

test('a key with another fingerprint than was read pins nothing, and neither do those beside it', async () => {
  const keys = [
    { ...asked, fingerprint },
    { ...asked, address: '10.0.0.12', fingerprint: 'SHA256:somethingElse' },
  ];
  expect(await acceptHostKeys({ keys })).toEqual({ ok: false, error: { code: 'fingerprint-mismatch' } });
  expect(await listHostKeys()).toEqual([]);
});
