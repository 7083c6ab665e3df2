import { createHash } from 'node:crypto';
import { db } from './db';

export type StoredHostKey = { type: string; key: string; fingerprint: string; acceptedBy: string; acceptedAt: Date };

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
  const wire = Buffer.from(accepted.key, 'base64');
  const fingerprint = `SHA256:${createHash('sha256').update(wire).digest('base64').replace(/=+$/, '')}`;
  const data = { ...at, keyType: accepted.type, key: wire.toString('base64'), fingerprint, acceptedBy };
  await db().hostKey.createMany({ data, skipDuplicates: true });
  return (await pinnedKey(at.address, at.port))?.fingerprint === fingerprint;
}

/** The next connection asks again. Returns whether there was one. */
export async function forgetHostKey(address: string, port: number): Promise<boolean> {
  return (await db().hostKey.deleteMany({ where: { address, port } })).count > 0;
}
