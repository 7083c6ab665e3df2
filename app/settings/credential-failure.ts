import { ActionFailure } from '@/lib/auth/action';
import { type CredentialProblem, credentialProblemCode } from '@/lib/store/credentials';

/** Why a credential was refused, for the form: its reason, what the reason quotes, and the field that it is about. */
export function credentialFailure(found: CredentialProblem): ActionFailure {
  const code = credentialProblemCode(found);
  return 'of' in found ? new ActionFailure(code, found.values, { [found.field]: code }) : new ActionFailure(code);
}
