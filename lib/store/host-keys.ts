import { createHash } from 'node:crypto';
import { db } from './db';

export type StoredHostKey = { type: string; key: string; fingerprint: string; acceptedBy: string; acceptedAt: Date };

/** As the settings show it: `acceptedBy` is the name of who accepted it, their id when the account is gone. */
export type ListedHostKey = {
  address: string;
  port: number;
  keyType: string;
  fingerprint: string;
  acceptedBy: string;
  /** Milliseconds since the epoch. */
  acceptedAt: number;
};

/** The key that a person accepted for this address and port; null when nobody has. */
export async function pinnedKey(address: string, port: number): Promise<StoredHostKey | null> {
  const row = await db().hostKey.findUnique({ where: { address_port: { address, port } } });
  return (
    row && {
      type: row.keyType,
      key: row.key,
      fingerprint: row.fingerprint,
      acceptedBy: row.acceptedBy,
      acceptedAt: row.acceptedAt,
    }
  );
}

/** Every pinned key, by address. */
export async function listHostKeys(): Promise<ListedHostKey[]> {
  const keys = await db().hostKey.findMany({ orderBy: [{ address: 'asc' }, { port: 'asc' }] });
  const people = await db().user.findMany({
    where: { id: { in: [...new Set(keys.map(({ acceptedBy }) => acceptedBy))] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return keys.map(({ address, port, keyType, fingerprint, acceptedBy, acceptedAt }) => ({
    address,
    port,
    keyType,
    fingerprint,
    acceptedBy: names.get(acceptedBy) ?? acceptedBy,
    acceptedAt: acceptedAt.getTime(),
  }));
}

/** SHA-256 of a public key in base64, as `ssh-keygen -l` prints it. */
export function hostKeyFingerprint(key: string): string {
  const wire = Buffer.from(key, 'base64');
  return `SHA256:${createHash('sha256').update(wire).digest('base64').replace(/=+$/, '')}`;
}

/**
 * Pins a key that a person has seen. Never replaces another: a changed key is accepted by forgetting the old one
 * first, as an act of its own. Returns whether this key is the pinned one now.
 */
export async function acceptHostKey(
  at: { address: string; port: number },
  /** Base64 of the public key as sent on the wire, and its type. */
  accepted: { type: string; key: string },
  /** User id of who looked at the fingerprint. */
  acceptedBy: string,
): Promise<boolean> {
  const fingerprint = hostKeyFingerprint(accepted.key);
  const key = Buffer.from(accepted.key, 'base64').toString('base64');
  const data = { ...at, keyType: accepted.type, key, fingerprint, acceptedBy };
  await db().hostKey.createMany({ data, skipDuplicates: true });
  return (await pinnedKey(at.address, at.port))?.fingerprint === fingerprint;
}

/** The next connection asks again. Returns whether there was one. */
export async function forgetHostKey(address: string, port: number): Promise<boolean> {
  return (await db().hostKey.deleteMany({ where: { address, port } })).count > 0;
}
