import type { CredentialPart } from '@/lib/runbook/runbook';
import { credentialSecretSchema } from './credential-secret';

/**
 * One part of an unsealed credential. Null when it is of a kind that has no such part; '' for a client certificate without a CA.
 * Server only, like everything that holds a secret.
 */
export function credentialPartOf(unsealed: unknown, part: CredentialPart): string | null {
  const read = credentialSecretSchema.safeParse(unsealed);
  if (!read.success) return null;
  const secret = read.data;
  switch (secret.kind) {
    case 'password':
      return part === 'password' ? secret.password : null;
    case 'private-key':
      return null;
    case 'client-certificate': {
      const parts: Partial<Record<CredentialPart, string>> = {
        ca: secret.ca,
        certificate: secret.certificate,
        key: secret.privateKey,
      };
      return parts[part] ?? null;
    }
    case 'kubeconfig':
      return part === 'kubeconfig' ? secret.kubeconfig : null;
  }
}
