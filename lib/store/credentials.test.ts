import { generateKeyPairSync } from 'node:crypto';
import { utils } from 'ssh2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCredential, credentialSecret, deleteCredential, listCredentials, updateCredential } from './credentials';
import { type TestDatabase, testDatabase } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  process.env.SLIPWAY_MASTER_KEY ??= Buffer.alloc(32, 7).toString('base64');
  database = await testDatabase();
});
afterAll(() => database.close());

const password = { kind: 'password' as const, password: 'p@ss "word"' };

async function created(name: string, more: object = {}) {
  const result = await createCredential({ name, secret: password, ...more });
  if ('problem' in result) throw new Error(result.problem);
  return result.credential;
}

test('a password comes back whole to the server, and its list never holds it', async () => {
  const { id } = await created('ops', { sudoPassword: 'sudo-secret' });
  expect(await credentialSecret(id)).toEqual({ secret: password, sudoPassword: 'sudo-secret' });
  const list = await listCredentials();
  expect(list).toEqual([{ id, name: 'ops', kind: 'password', fingerprint: '', hasSudoPassword: true }]);
  const stored = JSON.stringify(await database.db.credential.findMany());
  for (const text of [JSON.stringify(list), stored]) expect(text).not.toMatch(/p@ss|sudo-secret/);
  expect(stored).toContain('"name":"ops"');
});

test('a private key is kept with its fingerprint; what is none is refused with the reason', async () => {
  const pair = utils.generateKeyPairSync('ed25519');
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
