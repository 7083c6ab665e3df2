import type { CredentialKind } from '@/lib/plan/credential-kinds';

/** The kind as a key that ICU can select on: letters only. Apart from the dialog, whose code comes when it is asked for. */
export const titleKey = (kind: CredentialKind): string => (kind === 'client-certificate' ? 'certificate' : kind);
