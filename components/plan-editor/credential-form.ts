import { z } from 'zod';
import type { CredentialInput } from '@/lib/store/credentials';

export const credentialFormSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    kind: z.enum(['password', 'private-key']),
    password: z.string(),
    privateKey: z.string(),
    passphrase: z.string(),
    sudoPassword: z.string(),
  })
  .superRefine((form, context) => {
    if (form.kind === 'password' && form.password === '') {
      context.addIssue({ code: 'custom', path: ['password'], message: 'missing' });
    }
    if (form.kind === 'private-key' && !form.privateKey.includes('PRIVATE KEY')) {
      context.addIssue({ code: 'custom', path: ['privateKey'], message: 'no private key' });
    }
  });
export type CredentialForm = z.infer<typeof credentialFormSchema>;

export const emptyCredential: CredentialForm = {
  name: '',
  kind: 'password',
  password: '',
  privateKey: '',
  passphrase: '',
  sudoPassword: '',
};

/** Only what belongs to the chosen kind leaves the form: a password typed before the switch is not sent along. */
export function credentialInput(form: CredentialForm): CredentialInput {
  const secret: CredentialInput['secret'] =
    form.kind === 'password'
      ? { kind: 'password', password: form.password }
      : {
          kind: 'private-key',
          // Keys are often pasted without their last newline, and OpenSSH's parser wants it.
          privateKey: `${form.privateKey.trim()}\n`,
          ...(form.passphrase && { passphrase: form.passphrase }),
        };
  return { name: form.name.trim(), secret, ...(form.sudoPassword && { sudoPassword: form.sudoPassword }) };
}
