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

const at = { way: '', address: '10.0.0.1', port: 22 };
const key = (type: string, text: string) => ({ type, key: Buffer.from(text).toString('base64') });
const first = key('ssh-ed25519', 'first');
const second = key('ssh-ed25519', 'second');
const ecdsa = key('ecdsa-sha2-nistp256', 'third');

test('an accepted host key stays until it is forgotten: another of its type does not replace it', async () => {
  expect(await pinnedKeys(at)).toEqual([]);
  expect(await acceptHostKey(at, first, 'user')).toBe(true);
  expect(await acceptHostKey(at, first, 'user')).toBe(true);
  expect(await acceptHostKey(at, second, 'user')).toBe(false);
  expect(await pinnedKeys(at)).toMatchObject([{ ...first, acceptedBy: 'user' }]);
  expect(await pinnedKeys({ ...at, port: 23 })).toEqual([]);
  expect(await forgetHostKey(at)).toBe(true);
  expect(await forgetHostKey(at)).toBe(false);
  expect(await acceptHostKey(at, second, 'user')).toBe(true);
});

test('a host has a key of each type, and all of them are forgotten together', async () => {
  await acceptHostKey(at, first, 'user');
  expect(await acceptHostKey(at, ecdsa, 'user')).toBe(true);
  expect((await pinnedKeys(at)).map(({ type }) => type)).toEqual([ecdsa.type, first.type]);
  expect((await listHostKeys()).map(({ keyType }) => keyType)).toEqual([ecdsa.type, first.type]);
  await forgetHostKey(at);
  expect(await listHostKeys()).toEqual([]);
});

test('proven keys are learned of a host that is known, and never in place of one that is pinned', async () => {
  expect(await learnHostKeys(at, [first, ecdsa], 'user')).toEqual([]);
  await acceptHostKey(at, first, 'user');
  expect(await learnHostKeys(at, [second, ecdsa], 'user')).toEqual([
    { type: ecdsa.type, fingerprint: hostKeyFingerprint(ecdsa.key) },
  ]);
  expect(await learnHostKeys(at, [second, ecdsa], 'user')).toEqual([]);
  expect((await pinnedKeys(at)).map((pinned) => pinned.key)).toEqual([ecdsa.key, first.key]);
});

test('the same address behind another bastion is another host: it has keys of its own', async () => {
  const behind = { ...at, way: '192.0.2.1:22' };
  await acceptHostKey(at, first, 'user');
  expect(await pinnedKeys(behind)).toEqual([]);
  expect(await learnHostKeys(behind, [ecdsa], 'user')).toEqual([]);
  expect(await acceptHostKey(behind, second, 'user')).toBe(true);
  expect((await pinnedKeys(at)).map((pinned) => pinned.key)).toEqual([first.key]);
  expect((await listHostKeys()).map(({ way, fingerprint }) => [way, fingerprint])).toEqual([
    ['', hostKeyFingerprint(first.key)],
    ['192.0.2.1:22', hostKeyFingerprint(second.key)],
  ]);
  await forgetHostKey(at);
  expect((await pinnedKeys(behind)).map((pinned) => pinned.key)).toEqual([second.key]);
});
