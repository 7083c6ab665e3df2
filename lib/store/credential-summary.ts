import { z } from 'zod';

/** What may be shown of a credential to whoever may choose it. Names and dates, nothing that opens anything. */
const summarySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('client-certificate'),
    /** As `CN=root, O=system`. */
    subject: z.string(),
    issuer: z.string(),
    hasCa: z.boolean(),
    /** ISO 8601. */
    notAfter: z.string(),
  }),
  z.object({
    kind: z.literal('kubeconfig'),
    context: z.string(),
    cluster: z.string(),
    /** URL of the Kubernetes API. */
    server: z.string(),
    user: z.string(),
    login: z.enum(['client-certificate', 'token', 'password']),
    /** ISO 8601; null for a login that doesn't end. */
    notAfter: z.string().nullable(),
  }),
]);
export type CredentialSummary = z.infer<typeof summarySchema>;

/** The stored summary; null for a password or a private key, which have none. */
export function summaryOf(stored: unknown): CredentialSummary | null {
  const read = summarySchema.safeParse(stored);
  return read.success ? read.data : null;
}
