import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '@/lib/artifacts/testing';
import { UnreadableError } from '../command';
import { testContext } from '../testing';
import { readSecrets } from './secrets-file';

async function secretsIn(text: string, mode = 0o600): Promise<{ folder: string; file: string }> {
  const folder = await emptyFolder();
  await writeFile(path.join(folder, 'secrets.yaml'), text);
  await chmod(path.join(folder, 'secrets.yaml'), mode);
  return { folder, file: 'secrets.yaml' };
}

async function refusal(text: string, mode?: number): Promise<string> {
  const { folder, file } = await secretsIn(text, mode);
  const error = await readSecrets(await testContext(folder), file).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(UnreadableError);
  return (error as UnreadableError).text;
}

test('each kind of credential is read, files relative to the secrets file', async () => {
  const { folder, file } = await secretsIn(`
ops-key: {privateKeyFile: keys/ops, passphrase: open, sudoPassword: root}
deploy: {password: "p'w$"}
db: {user: rainbond, password: db}
sudo-only: {sudoPassword: root}
etcd:
  ca: ca.pem
  certificate: |
    -----BEGIN CERTIFICATE-----
    own
  key: key.pem
`);
  await mkdir(path.join(folder, 'keys'));
  for (const [name, text] of Object.entries({ 'keys/ops': 'KEY', 'ca.pem': 'CA', 'key.pem': 'PEM' }))
    await writeFile(path.join(folder, name), text);
  const secrets = await readSecrets(await testContext(folder), file);
  expect(Object.fromEntries(secrets)).toEqual({
    'ops-key': {
      login: { secret: { kind: 'private-key', privateKey: 'KEY', passphrase: 'open' }, sudoPassword: 'root' },
      service: null,
      certificate: null,
    },
    deploy: {
      login: { secret: { kind: 'password', password: "p'w$" } },
      service: { user: '', password: "p'w$" },
      certificate: null,
    },
    db: {
      login: { secret: { kind: 'password', password: 'db' } },
      service: { user: 'rainbond', password: 'db' },
      certificate: null,
    },
    'sudo-only': { login: { sudoPassword: 'root' }, service: null, certificate: null },
    etcd: {
      login: null,
      service: null,
      certificate: { ca: 'CA', certificate: '-----BEGIN CERTIFICATE-----\nown\n', key: 'PEM' },
    },
  });
});

test.each([0o644, 0o640, 0o604, 0o620])('mode %o is refused: others may read or change it', async (mode) => {
  const text = await refusal('a: {password: hunter2}', mode);
  expect(text).toContain(`found mode 0${mode.toString(8)}, needed 0600`);
});

test('mode 0400 is as private as 0600', async () => {
  const { folder, file } = await secretsIn('a: {password: hunter2}', 0o400);
  expect((await readSecrets(await testContext(folder), file)).size).toBe(1);
});

test.each([
  ['no YAML', 'a: {password: hunter2', /^secrets\.yaml:1:\d+ {2}This is no YAML/],
  ['a name twice', 'a: {password: hunter2}\na: {password: hunter2}', /^secrets\.yaml:2:1 {2}This is no YAML/],
  ['no map', '- hunter2', /^secrets\.yaml:1:1 {2}Needed here: a credential/],
  ['a value where fields belong', 'a: hunter2', /^secrets\.yaml:1:4 {2}Needed here: a credential/],
  ['a number for a text', 'a:\n  password: 12345678', /^secrets\.yaml:2:13 {2}Needed here: a text/],
  [
    'an unknown field',
    'a:\n  password: x\n  hunter2: y',
    /^secrets\.yaml:3:3 {2}No such field, needed one of user, password/,
  ],
  [
    'fields that don’t go together',
    'b: {sudoPassword: x}\na: {passphrase: hunter2}',
    /^secrets\.yaml:2:1 {2}These fields/,
  ],
  ['a key and a password', 'a: {privateKeyFile: x, password: hunter2}', /^secrets\.yaml:1:1 {2}These fields/],
  ['a key file that is not there', 'a: {privateKeyFile: hunter}', /^secrets\.yaml:1:21 {2}.*can’t be read: ENOENT/],
])('%s has its line and column, and nothing of the file is quoted', async (_what, yaml, said) => {
  const text = await refusal(yaml);
  expect(text).toMatch(said);
  expect(text).not.toMatch(/hunter2|12345678/);
});
