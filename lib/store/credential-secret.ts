import { z } from 'zod';
import { credentialTextLimit } from '@/lib/plan/credential-kinds';

const text = z.string().min(1).max(credentialTextLimit);

/** Ways to sign in over SSH, or where a user and a password are asked for. */
const logins = [
  z.object({ kind: z.literal('password'), password: text }),
  z.object({ kind: z.literal('private-key'), privateKey: text, passphrase: z.string().optional() }),
] as const;
export const loginSecretSchema = z.discriminatedUnion('kind', logins);
export const credentialSecretSchema = z.discriminatedUnion('kind', [
  ...logins,
  z.object({
    kind: z.literal('client-certificate'),
    certificate: text,
    privateKey: text,
    /** PEM of the CA of the server's certificate; '' for one that is trusted already. */
    ca: z.string().max(credentialTextLimit).default(''),
  }),
  z.object({ kind: z.literal('kubeconfig'), kubeconfig: text }),
]);
