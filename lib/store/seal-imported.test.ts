import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportedSecret } from '@/lib/plan/import/imported';
import { testKeyPair } from '@/lib/store/testing-keys';
import { credentialSecret, listCredentials } from './credentials';
import { forgetSealed, importChoiceSchema, sealImported } from './seal-imported';
import { type TestDatabase, testDatabase } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  process.env.SLIPWAY_MASTER_KEY ??= Buffer.alloc(32, 7).toString('base64');
  database = await testDatabase();
});
afterAll(() => database.close());

const secret = (name: string, more: Partial<ImportedSecret> = {}): ImportedSecret => ({
  ...{ name, kind: 'password', value: `value of ${name}`, sudoPassword: '', paths: [`${name}.credential`] },
  ...more,
});
const make = importChoiceSchema.parse({ use: 'make' });
const names = async () => (await listCredentials()).map(({ name }) => name);
const key = testKeyPair().private;

async function sealed(...parameters: Parameters<typeof sealImported>) {
  const result = await sealImported(...parameters);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

test('each secret that is wanted is sealed, with its sudo password; the others are left', async () => {
  const secrets = [
    secret('a', { sudoPassword: 'sudo' }),
    secret('b'),
    secret('c', { kind: 'private-key', value: key }),
  ];
  const result = await sealed(secrets, [make, { use: 'none' }, make]);
  expect(result.sealed.map(({ paths }) => paths)).toEqual([['a.credential'], ['c.credential']]);
  const [first, second] = result.sealed;
  expect(await credentialSecret(first?.id ?? '')).toEqual({
    secret: { kind: 'password', password: 'value of a' },
    sudoPassword: 'sudo',
  });
  expect((await credentialSecret(second?.id ?? ''))?.secret.kind).toBe('private-key');
  expect(JSON.stringify(result)).not.toContain('value of');
});

test('a key that the file only has the path of comes with the choice', async () => {
  const path = secret('by-path', { kind: 'private-key-path', value: '~/.ssh/id_rsa' });
  const result = await sealed([path], [{ use: 'make', privateKey: key.trim(), passphrase: '' }]);
  expect(result.made).toMatchObject([{ name: 'by-path', kind: 'private-key' }]);
});

test('a name that is taken gets a number', async () => {
  await sealed([secret('twice')], [make]);
  await sealed([secret('twice')], [make]);
  expect(await names()).toEqual(expect.arrayContaining(['twice', 'twice 2']));
});

test('an existing credential is used as it is; one that is gone is said', async () => {
  const { made } = await sealed([secret('existing')], [make]);
  const id = made[0]?.id ?? '';
  expect((await sealed([secret('x')], [{ use: 'existing', credentialId: id }])).sealed).toEqual([
    { paths: ['x.credential'], id },
  ]);
  expect(await sealImported([secret('x')], [{ use: 'existing', credentialId: 'gone' }])).toEqual({
    problem: 'not-found',
  });
});

test('with a problem nothing is left behind', async () => {
  const before = await names();
  const broken = secret('broken', { kind: 'private-key', value: 'no key' });
  expect(await sealImported([secret('good'), broken], [make, make])).toEqual({ problem: 'not-a-key' });
  expect(await names()).toEqual(before);
  await forgetSealed(await sealed([secret('made')], [make]));
  expect(await names()).toEqual(before);
});
