import type { Expiry } from './credential-expiry';
import { type CredentialKind, type CredentialUse, fittingKinds } from './credential-kinds';

/** What rules may know of a stored credential. */
export type KnownCredential = { id: string; kind: CredentialKind; expiry: Expiry | null };

/** `found` is a key that ICU can select on: letters only. */
export type CredentialProblemAt =
  | { problem: 'none' | 'gone' }
  | { problem: 'kind'; found: string }
  /** `at`: the day, as the certificate says it (UTC). How many are left is no part of it: a kept warning would come back daily. */
  | { problem: 'expired' | 'soon'; at: string };

const selectKeys: Record<CredentialKind, string> = {
  password: 'password',
  'private-key': 'privateKey',
  'client-certificate': 'clientCertificate',
  kubeconfig: 'kubeconfig',
};

/**
 * What is wrong with the credential that a place of the plan names; null when nothing is, as far as is known.
 *
 * @param known null where the console's credentials are not known: then only a missing name is said
 */
export function credentialProblemAt(
  { id, place }: Pick<CredentialUse, 'id' | 'place'>,
  known: readonly KnownCredential[] | null,
): CredentialProblemAt | null {
  if (id === '') return { problem: 'none' };
  if (!known) return null;
  const credential = known.find((one) => one.id === id);
  if (!credential) return { problem: 'gone' };
  const { kind, expiry } = credential;
  if (!fittingKinds[place].includes(kind)) return { problem: 'kind', found: selectKeys[kind] };
  if (!expiry || expiry.state === 'later') return null;
  const at = expiry.at.slice(0, 10);
  return { problem: expiry.state, at };
}
