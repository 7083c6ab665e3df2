import { z } from 'zod';
import { type Expiry, expiryOf } from '@/lib/plan/credential-expiry';
import { type CredentialKind, isLogin } from '@/lib/plan/credential-kinds';
import { type ClientCertificateProblem, readClientCertificate } from './client-certificate';
import { credentialSecretSchema } from './credential-secret';
import { type CredentialSummary, summaryOf } from './credential-summary';
import { db } from './db';
import { Prisma } from './generated/client';
import { type KubeconfigProblem, type KubeconfigReading, readKubeconfig } from './kubeconfig';
import { type PrivateKeyProblem, readPrivateKey } from './private-key';
import { seal, unseal } from './seal';

export const credentialInputSchema = z.object({
  name: z.string().trim().min(1).max(100),
  secret: credentialSecretSchema,
  /** For users whose sudo asks; empty or absent: none. Only with a password or a private key. */
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
  kind: CredentialKind;
  /** SHA-256 of the public half of a private key, or of a client's certificate; '' where there is neither. */
  fingerprint: string;
  hasSudoPassword: boolean;
  /** Of a client certificate or a kubeconfig: whose, of what. */
  summary: CredentialSummary | null;
  /** When it ends, as seen now; null for what doesn't end. */
  expiry: Expiry | null;
};
/** Texts by `credentialProblemCode`. `field` is the part of the input that it is about, `values` are what its text quotes. */
export type CredentialProblem =
  | { problem: 'name-taken' | 'not-found' | 'kind-changed' }
  | { problem: PrivateKeyProblem }
  | {
      problem: ClientCertificateProblem;
      of: 'clientCertificate';
      field: 'certificate' | 'privateKey' | 'ca' | 'kubeconfig';
      values: Record<string, string | number>;
    }
  | {
      problem: KubeconfigProblem;
      of: 'kubeconfig';
      field: 'kubeconfig';
      values: Record<string, string | number>;
    };
/** Key of the problem's text in messages/<language>/hosts.json. */
export const credentialProblemCode = (found: CredentialProblem): string => {
  if ('of' in found) return `${found.of}.${found.problem}`;
  const general = ['name-taken', 'not-found', 'kind-changed'].includes(found.problem);
  return general ? `credential.${found.problem}` : `privateKey.${found.problem}`;
};
export type CredentialResult = { credential: CredentialView } | CredentialProblem;

/** Server only; held in memory while a connection is made. */
export type CredentialSecret = { secret: CredentialInput['secret']; sudoPassword?: string };

const visible = { id: true, name: true, kind: true, fingerprint: true, sudoSealed: true, summary: true } as const;
type Row = {
  id: string;
  name: string;
  kind: string;
  fingerprint: string;
  sudoSealed: string | null;
  summary: Prisma.JsonValue;
};

function viewOf(row: Row): CredentialView {
  const summary = summaryOf(row.summary);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as CredentialKind,
    fingerprint: row.fingerprint,
    hasSudoPassword: row.sudoSealed !== null,
    summary,
    expiry: summary?.notAfter ? expiryOf(summary.notAfter, Date.now()) : null,
  };
}

type Sealed = { kind: CredentialKind; sealed: string; fingerprint: string; summary: Prisma.InputJsonValue };
function sealedSecret(secret: CredentialInput['secret']): Sealed | CredentialProblem {
  const { kind } = secret;
  const none = { kind, fingerprint: '', summary: {} };
  switch (kind) {
    case 'password':
      return { ...none, sealed: seal(JSON.stringify(secret)) };
    case 'private-key': {
      const reading = readPrivateKey(secret.privateKey, secret.passphrase);
      if ('problem' in reading) return reading;
      return { ...none, sealed: seal(JSON.stringify(secret)), fingerprint: reading.fingerprint };
    }
    case 'client-certificate': {
      const reading = readClientCertificate(secret, Date.now());
      if ('problem' in reading) return { ...reading, of: 'clientCertificate' };
      const { fingerprint, ...about } = reading;
      const summary: CredentialSummary = { kind, ...about, hasCa: secret.ca.trim() !== '' };
      return { kind, sealed: seal(JSON.stringify(secret)), fingerprint, summary };
    }
    case 'kubeconfig': {
      const reading = kubeconfigReading(secret.kubeconfig);
      if ('problem' in reading) return reading;
      const { kubeconfig, fingerprint, notAfter } = reading;
      const summary: CredentialSummary = { kind, ...reading.summary, notAfter };
      return { kind, sealed: seal(JSON.stringify({ kind, kubeconfig })), fingerprint, summary };
    }
  }
}

function kubeconfigReading(
  text: string,
): Extract<KubeconfigReading, { kubeconfig: string }> | Extract<CredentialProblem, { of: unknown }> {
  const reading = readKubeconfig(text, Date.now());
  if ('certificateProblem' in reading) {
    const { certificateProblem: problem, values } = reading;
    return { problem, of: 'clientCertificate', field: 'kubeconfig', values };
  }
  return 'problem' in reading ? { ...reading, of: 'kubeconfig', field: 'kubeconfig' } : reading;
}

/** A kubeconfig as it would be kept, and where it leads; or why it is refused. Nothing is stored. */
export function checkedKubeconfig(
  text: string,
): { kubeconfig: string; server: string; context: string } | CredentialProblem {
  const reading = kubeconfigReading(text);
  if ('problem' in reading) return reading;
  const { kubeconfig, summary } = reading;
  return { kubeconfig, server: summary.server, context: summary.context };
}

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
  const sudoSealed = input.sudoPassword && isLogin(sealed.kind) ? seal(input.sudoPassword) : null;
  const data = { name: input.name, ...sealed, sudoSealed };
  return named(() => db().credential.create({ data, select: visible }));
}

/** A kubeconfig stays one, whatever its secret: what uses a credential of another kind would find nothing that fits. */
export async function updateCredential(id: string, change: CredentialChange): Promise<CredentialResult> {
  const sealed = change.secret && sealedSecret(change.secret);
  if (sealed && 'problem' in sealed) return sealed;
  const { sudoPassword } = change;
  if (sealed) {
    const before = await db().credential.findUnique({ where: { id }, select: { kind: true } });
    if (!before) return { problem: 'not-found' };
    const kind = before.kind as CredentialKind;
    if (kind !== sealed.kind && !(isLogin(kind) && isLogin(sealed.kind))) return { problem: 'kind-changed' };
  }
  const sudo =
    sudoPassword === undefined
      ? {}
      : { sudoSealed: sudoPassword && (!sealed || isLogin(sealed.kind)) ? seal(sudoPassword) : null };
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
  const secret = credentialSecretSchema.parse(JSON.parse(unseal(row.sealed)));
  return { secret, ...(row.sudoSealed === null ? {} : { sudoPassword: unseal(row.sudoSealed) }) };
}
