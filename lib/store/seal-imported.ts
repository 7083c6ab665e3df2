import { z } from 'zod';
import type { ImportedSecret } from '@/lib/plan/import/imported';
import {
  type CredentialInput,
  type CredentialProblem,
  type CredentialView,
  createCredential,
  deleteCredential,
  listCredentials,
} from './credentials';

/** What a person chose for one secret of an import. The secret itself is never in the choice: it is read from the file again. */
export const importChoiceSchema = z.discriminatedUnion('use', [
  z.object({
    use: z.literal('make'),
    /** For a secret of which the file only has the path. */
    privateKey: z.string().default(''),
    passphrase: z.string().default(''),
  }),
  z.object({ use: z.literal('existing'), credentialId: z.string() }),
  z.object({ use: z.literal('none') }),
]);
export type ImportChoice = z.infer<typeof importChoiceSchema>;

export type SealedImport = { sealed: { paths: string[]; id: string }[]; made: CredentialView[] };

/**
 * Credentials for the secrets of an import, as chosen: all of them or, with a problem, none.
 *
 * @param choices one for each secret, in its order
 */
export async function sealImported(
  secrets: readonly ImportedSecret[],
  choices: readonly ImportChoice[],
): Promise<SealedImport | CredentialProblem> {
  const result: SealedImport = { sealed: [], made: [] };
  const known = new Set((await listCredentials()).map(({ id }) => id));
  for (const [index, secret] of secrets.entries()) {
    const choice = choices[index];
    if (!choice || choice.use === 'none') continue;
    if (choice.use === 'existing') {
      if (!known.has(choice.credentialId)) return undone(result, { problem: 'not-found' });
      result.sealed.push({ paths: secret.paths, id: choice.credentialId });
      continue;
    }
    const created = await createUnderFreeName(inputOf(secret, choice));
    if ('problem' in created) return undone(result, created);
    result.made.push(created.credential);
    result.sealed.push({ paths: secret.paths, id: created.credential.id });
  }
  return result;
}

/** Takes back what an import has sealed, when the import as a whole comes to nothing. */
export async function forgetSealed({ made }: SealedImport): Promise<void> {
  for (const { id } of made) await deleteCredential(id);
}

async function undone(result: SealedImport, problem: CredentialProblem): Promise<CredentialProblem> {
  await forgetSealed(result);
  return problem;
}

function inputOf(secret: ImportedSecret, choice: Extract<ImportChoice, { use: 'make' }>): CredentialInput {
  const sudo = secret.sudoPassword ? { sudoPassword: secret.sudoPassword } : {};
  if (secret.kind === 'password') {
    return { name: secret.name, secret: { kind: 'password', password: secret.value }, ...sudo };
  }
  const pasted = secret.kind === 'private-key' ? secret.value : choice.privateKey;
  const privateKey = `${pasted.trim()}\n`;
  const { passphrase } = choice;
  return { name: secret.name, secret: { kind: 'private-key', privateKey, ...(passphrase && { passphrase }) }, ...sudo };
}

/** The proposed name, or the first of `name 2`, `name 3`, … that is free: the same file may be imported twice. */
async function createUnderFreeName(input: CredentialInput) {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? input.name : `${input.name.slice(0, 95)} ${count}`;
    const created = await createCredential({ ...input, name });
    if (!('problem' in created) || created.problem !== 'name-taken' || count === 99) return created;
  }
}
