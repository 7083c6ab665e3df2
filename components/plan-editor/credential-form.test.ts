import { expect, it } from 'vitest';
import { credentialFormSchema, credentialInput, emptyCredential, refusedField } from './credential-form';

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

const pem = '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----';

it('needs a certificate and its key, a CA only if it is one, and nothing for what is no host', () => {
  const kind = 'client-certificate' as const;
  expect(wrongFields({ name: 'a', kind })).toEqual(['certificate', 'clientKey']);
  expect(wrongFields({ name: 'a', kind, certificate: pem, clientKey: key })).toEqual([]);
  expect(wrongFields({ name: 'a', kind, certificate: key, clientKey: pem, ca: 'x' })).toEqual([
    'certificate',
    'clientKey',
    'ca',
  ]);
  const form = { ...emptyCredential, name: 'a', kind, certificate: pem, clientKey: key, sudoPassword: 'typed before' };
  expect(credentialInput({ ...form, ca: ' ' })).toEqual({
    name: 'a',
    secret: { kind, certificate: `${pem}\n`, privateKey: `${key}\n`, ca: '' },
  });
});

it('needs the text of a kubeconfig, and leaves it as it is', () => {
  const kind = 'kubeconfig' as const;
  expect(wrongFields({ name: 'a', kind, kubeconfig: ' \n' })).toEqual(['kubeconfig']);
  const kubeconfig = '  kind: Config\n';
  expect(credentialInput({ ...emptyCredential, name: 'a', kind, kubeconfig }).secret).toEqual({ kind, kubeconfig });
});

it('shows what the server refused at the field that it came from', () => {
  expect(refusedField('client-certificate', 'privateKey')).toBe('clientKey');
  expect(refusedField('private-key', 'privateKey')).toBe('privateKey');
  expect(refusedField('kubeconfig', 'kubeconfig')).toBe('kubeconfig');
  expect(refusedField('kubeconfig', 'name')).toBeNull();
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
