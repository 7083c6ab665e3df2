import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { acceptHostKey, forgetHostKey, hostKeyFingerprint, learnHostKeys, listHostKeys, pinnedKeys } from './host-keys';
import { type TestDatabase, testDatabase } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.hostKey.deleteMany();
});

const at = { address: '10.0.0.1', port: 22 };
const key = (type: string, text: string) => ({ type, key: Buffer.from(text).toString('base64') });
const first = key('ssh-ed25519', 'first');
const second = key('ssh-ed25519', 'second');
const ecdsa = key('ecdsa-sha2-nistp256', 'third');

test('an accepted host key stays until it is forgotten: another of its type does not replace it', async () => {
  expect(await pinnedKeys(at.address, at.port)).toEqual([]);
  expect(await acceptHostKey(at, first, 'user')).toBe(true);
  expect(await acceptHostKey(at, first, 'user')).toBe(true);
  expect(await acceptHostKey(at, second, 'user')).toBe(false);
  expect(await pinnedKeys(at.address, at.port)).toMatchObject([{ ...first, acceptedBy: 'user' }]);
  expect(await pinnedKeys(at.address, 23)).toEqual([]);
  expect(await forgetHostKey(at.address, at.port)).toBe(true);
  expect(await forgetHostKey(at.address, at.port)).toBe(false);
  expect(await acceptHostKey(at, second, 'user')).toBe(true);
});

test('a host has a key of each type, and all of them are forgotten together', async () => {
  await acceptHostKey(at, first, 'user');
  expect(await acceptHostKey(at, ecdsa, 'user')).toBe(true);
  expect((await pinnedKeys(at.address, at.port)).map(({ type }) => type)).toEqual([ecdsa.type, first.type]);
  expect((await listHostKeys()).map(({ keyType }) => keyType)).toEqual([ecdsa.type, first.type]);
  await forgetHostKey(at.address, at.port);
  expect(await listHostKeys()).toEqual([]);
});

test('proven keys are learned of a host that is known, and never in place of one that is pinned', async () => {
  expect(await learnHostKeys(at, [first, ecdsa], 'user')).toEqual([]);
  await acceptHostKey(at, first, 'user');
  expect(await learnHostKeys(at, [second, ecdsa], 'user')).toEqual([
    { type: ecdsa.type, fingerprint: hostKeyFingerprint(ecdsa.key) },
  ]);
  expect(await learnHostKeys(at, [second, ecdsa], 'user')).toEqual([]);
  expect((await pinnedKeys(at.address, at.port)).map((pinned) => pinned.key)).toEqual([ecdsa.key, first.key]);
});
