import { z } from 'zod';
import { db } from './db';
import { Prisma } from './generated/client';
import { type PrivateKeyProblem, readPrivateKey } from './private-key';
import { seal, unseal } from './seal';

export const loginSecretSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: z.string().min(1) }),
  z.object({ kind: z.literal('private-key'), privateKey: z.string().min(1), passphrase: z.string().optional() }),
]);
export const credentialInputSchema = z.object({
  name: z.string().trim().min(1).max(100),
  secret: loginSecretSchema,
  /** For users whose sudo asks; empty or absent: none. */
  sudoPassword: z.string().optional(),
});
export type CredentialInput = z.infer<typeof credentialInputSchema>;
/** What may be changed; an absent part stays as it is. `sudoPassword: null` removes it. */
export type CredentialChange = {
  name?: string;
  secret?: CredentialInput['secret'];
  sudoPassword?: string | null;
};

/** All that ever leaves the server about a credential. */
export type CredentialView = {
  id: string;
  name: string;
  kind: 'password' | 'private-key';
  /** SHA-256 of the public half of a private key; '' for a password. */
  fingerprint: string;
  hasSudoPassword: boolean;
};
/** Texts: `credential.<problem>` or `privateKey.<problem>` in messages/<language>/hosts.json. */
export type CredentialProblem = { problem: 'name-taken' } | { problem: 'not-found' } | { problem: PrivateKeyProblem };
/** Key of the problem's text in messages/<language>/hosts.json. */
export const credentialProblemCode = ({ problem }: CredentialProblem): string =>
  problem === 'name-taken' || problem === 'not-found' ? `credential.${problem}` : `privateKey.${problem}`;
export type CredentialResult = { credential: CredentialView } | CredentialProblem;

/** Server only; held in memory while a connection is made. */
export type CredentialSecret = { secret: CredentialInput['secret']; sudoPassword?: string };

const visible = { id: true, name: true, kind: true, fingerprint: true, sudoSealed: true } as const;
type Row = { id: string; name: string; kind: string; fingerprint: string; sudoSealed: string | null };

function viewOf(row: Row): CredentialView {
  const kind = row.kind === 'private-key' ? 'private-key' : 'password';
  return { id: row.id, name: row.name, kind, fingerprint: row.fingerprint, hasSudoPassword: row.sudoSealed !== null };
}

function sealedSecret(secret: CredentialInput['secret']): Sealed | { problem: PrivateKeyProblem } {
  if (secret.kind === 'password') return { kind: 'password', sealed: seal(JSON.stringify(secret)), fingerprint: '' };
  const reading = readPrivateKey(secret.privateKey, secret.passphrase);
  if ('problem' in reading) return reading;
  return { kind: 'private-key', sealed: seal(JSON.stringify(secret)), fingerprint: reading.fingerprint };
}
type Sealed = { kind: string; sealed: string; fingerprint: string };

/** Unique names are the database's business: two people may save at once. */
async function named(work: () => Promise<Row>): Promise<CredentialResult> {
  try {
    return { credential: viewOf(await work()) };
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError)) throw error;
    if (error.code === 'P2002') return { problem: 'name-taken' };
    if (error.code === 'P2025') return { problem: 'not-found' };
    throw error;
  }
}

export async function createCredential(input: CredentialInput): Promise<CredentialResult> {
  const sealed = sealedSecret(input.secret);
  if ('problem' in sealed) return sealed;
  const sudoSealed = input.sudoPassword ? seal(input.sudoPassword) : null;
  const data = { name: input.name, ...sealed, sudoSealed };
  return named(() => db().credential.create({ data, select: visible }));
}

export async function updateCredential(id: string, change: CredentialChange): Promise<CredentialResult> {
  const sealed = change.secret && sealedSecret(change.secret);
  if (sealed && 'problem' in sealed) return sealed;
  const { sudoPassword } = change;
  const sudo = sudoPassword === undefined ? {} : { sudoSealed: sudoPassword ? seal(sudoPassword) : null };
  const data = { ...(change.name === undefined ? {} : { name: change.name }), ...sealed, ...sudo };
  return named(() => db().credential.update({ where: { id }, data, select: visible }));
}

/** Deleting one that a plan refers to leaves hosts of that plan without a way in: the caller asks a person first. */
export async function deleteCredential(id: string): Promise<boolean> {
  return (await db().credential.deleteMany({ where: { id } })).count > 0;
}

export async function listCredentials(): Promise<CredentialView[]> {
  const rows = await db().credential.findMany({ select: visible, orderBy: { name: 'asc' } });
  return rows.map(viewOf);
}

/** The secret itself; null when there is no such credential. Never to be returned by an action, route or event. */
export async function credentialSecret(id: string): Promise<CredentialSecret | null> {
  const row = await db().credential.findUnique({ where: { id } });
  if (!row) return null;
  const secret = loginSecretSchema.parse(JSON.parse(unseal(row.sealed)));
  return { secret, ...(row.sudoSealed === null ? {} : { sudoPassword: unseal(row.sudoSealed) }) };
}
