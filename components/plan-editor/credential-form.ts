import { z } from 'zod';
import { type CredentialKind, credentialKinds } from '@/lib/plan/credential-kinds';
import type { CredentialInput } from '@/lib/store/credentials';

export const credentialFormSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    kind: z.enum(credentialKinds),
    password: z.string(),
    privateKey: z.string(),
    passphrase: z.string(),
    sudoPassword: z.string(),
    certificate: z.string(),
    clientKey: z.string(),
    ca: z.string(),
    kubeconfig: z.string(),
  })
  .superRefine((form, context) => {
    const say = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    const { kind } = form;
    if (kind === 'password' && form.password === '') say('password', 'passwordNeeded');
    if (kind === 'private-key' && !form.privateKey.includes('PRIVATE KEY')) say('privateKey', 'keyNeeded');
    if (kind === 'client-certificate') {
      if (!form.certificate.includes('BEGIN CERTIFICATE')) say('certificate', 'certificateNeeded');
      if (!form.clientKey.includes('PRIVATE KEY')) say('clientKey', 'keyNeeded');
      if (form.ca.trim() !== '' && !form.ca.includes('BEGIN CERTIFICATE')) say('ca', 'certificateNeeded');
    }
    if (kind === 'kubeconfig' && form.kubeconfig.trim() === '') say('kubeconfig', 'kubeconfigNeeded');
  });
export type CredentialForm = z.infer<typeof credentialFormSchema>;
/** Fields that hold the text of a file. */
export type FileField = 'privateKey' | 'certificate' | 'clientKey' | 'ca' | 'kubeconfig';

export const emptyCredential: CredentialForm = {
  ...{ name: '', kind: 'password', password: '', privateKey: '', passphrase: '', sudoPassword: '' },
  ...{ certificate: '', clientKey: '', ca: '', kubeconfig: '' },
};

/** Keys are often pasted without their last newline, and OpenSSH's parser wants it. */
const lines = (text: string) => `${text.trim()}\n`;

function secretOf(form: CredentialForm): CredentialInput['secret'] {
  switch (form.kind) {
    case 'password':
      return { kind: 'password', password: form.password };
    case 'private-key':
      return {
        kind: 'private-key',
        privateKey: lines(form.privateKey),
        ...(form.passphrase && { passphrase: form.passphrase }),
      };
    case 'client-certificate':
      return {
        kind: 'client-certificate',
        certificate: lines(form.certificate),
        privateKey: lines(form.clientKey),
        ca: form.ca.trim() === '' ? '' : lines(form.ca),
      };
    case 'kubeconfig':
      return { kind: 'kubeconfig', kubeconfig: form.kubeconfig };
  }
}

/** Only what belongs to the chosen kind leaves the form: a password typed before the switch is not sent along. */
export function credentialInput(form: CredentialForm): CredentialInput {
  const sudo = form.kind === 'password' || form.kind === 'private-key' ? form.sudoPassword : '';
  return { name: form.name.trim(), secret: secretOf(form), ...(sudo && { sudoPassword: sudo }) };
}

/** The form's field of a part of the input that the server refused; null for one that the form doesn't have. */
export function refusedField(kind: CredentialKind, part: string): FileField | null {
  if (part === 'privateKey') return kind === 'client-certificate' ? 'clientKey' : 'privateKey';
  return part === 'certificate' || part === 'ca' || part === 'kubeconfig' ? part : null;
}
