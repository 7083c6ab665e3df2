import { expect, it } from 'vitest';
import { credentialFormSchema, credentialInput, emptyCredential } from './credential-form';

const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----';
const wrongFields = (form: Partial<typeof emptyCredential>) =>
  credentialFormSchema.safeParse({ ...emptyCredential, ...form }).error?.issues.map((issue) => issue.path.join('.')) ??
  [];

it('needs a name and the secret of its kind, and nothing of the other', () => {
  expect(wrongFields({})).toEqual(['name', 'password']);
  expect(wrongFields({ name: 'a', kind: 'private-key' })).toEqual(['privateKey']);
  expect(wrongFields({ name: 'a', password: 'x' })).toEqual([]);
  expect(wrongFields({ name: 'a', kind: 'private-key', privateKey: key })).toEqual([]);
});

it('does not take a public key for a private one', () => {
  expect(wrongFields({ name: 'a', kind: 'private-key', privateKey: 'ssh-ed25519 AAAA me' })).toEqual(['privateKey']);
});

it('sends only what belongs to the chosen kind', () => {
  const form = {
    ...emptyCredential,
    name: ' a ',
    password: 'typed before',
    kind: 'private-key' as const,
    privateKey: key,
  };
  expect(credentialInput(form)).toEqual({ name: 'a', secret: { kind: 'private-key', privateKey: `${key}\n` } });
});
