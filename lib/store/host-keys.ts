import { createHash } from 'node:crypto';
import type { Place } from '@/lib/plan/place';
import { db } from './db';

export type StoredHostKey = { type: string; key: string; fingerprint: string; acceptedBy: string; acceptedAt: Date };

/** A key as the settings show it: `acceptedBy` is the name of who accepted it, their id when the account is gone. */
export type ListedHostKey = Place & {
  keyType: string;
  fingerprint: string;
  acceptedBy: string;
  /** Milliseconds since the epoch. */
  acceptedAt: number;
};

/** The keys that are accepted for this place, one of each type at most; empty when nobody has accepted one. */
export async function pinnedKeys({ way, address, port }: Place): Promise<StoredHostKey[]> {
  const rows = await db().hostKey.findMany({ where: { way, address, port }, orderBy: { keyType: 'asc' } });
  return rows.map(({ keyType, key, fingerprint, acceptedBy, acceptedAt }) => ({
    type: keyType,
    key,
    fingerprint,
    acceptedBy,
    acceptedAt,
  }));
}

/** Every pinned key, by address. */
export async function listHostKeys(): Promise<ListedHostKey[]> {
  const keys = await db().hostKey.findMany({
    orderBy: [{ address: 'asc' }, { port: 'asc' }, { way: 'asc' }, { keyType: 'asc' }],
  });
  const people = await db().user.findMany({
    where: { id: { in: [...new Set(keys.map(({ acceptedBy }) => acceptedBy))] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return keys.map(({ way, address, port, keyType, fingerprint, acceptedBy, acceptedAt }) => ({
    way,
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
 * Pins a key that a person has seen. Never takes the place of another of its type: a changed key is accepted by forgetting
 * the old one first, as an act of its own. Returns whether this key is the pinned one of its type now.
 */
export async function acceptHostKey(
  { way, address, port }: Place,
  /** Base64 of the public key as sent on the wire, and its type. */
  accepted: { type: string; key: string },
  /** User id of who looked at the fingerprint. */
  acceptedBy: string,
): Promise<boolean> {
  const fingerprint = hostKeyFingerprint(accepted.key);
  const key = Buffer.from(accepted.key, 'base64').toString('base64');
  const data = { way, address, port, keyType: accepted.type, key, fingerprint, acceptedBy };
  await db().hostKey.createMany({ data, skipDuplicates: true });
  return (await pinnedKeys({ way, address, port })).some((pinned) => pinned.fingerprint === fingerprint);
}

/**
 * Pins more keys of a host that one key is pinned of, as OpenSSH does (UpdateHostKeys): the host has proved over that
 * connection to have them. A type that has one already stays as it is. Returns those that are new.
 */
export async function learnHostKeys(
  at: Place,
  proven: readonly { type: string; key: string }[],
  acceptedBy: string,
): Promise<{ type: string; fingerprint: string }[]> {
  const pinned = new Set((await pinnedKeys(at)).map(({ type }) => type));
  if (pinned.size === 0) return [];
  const fresh = proven.filter(({ type }) => !pinned.has(type));
  const learned = await Promise.all(
    fresh.map(async (key) => ((await acceptHostKey(at, key, acceptedBy)) ? key : null)),
  );
  return learned.flatMap((key) => key ?? []).map(({ type, key }) => ({ type, fingerprint: hostKeyFingerprint(key) }));
}

/** Forgets every key of this place: the next connection asks again. Returns whether there was one. */
export async function forgetHostKey({ way, address, port }: Place): Promise<boolean> {
  return (await db().hostKey.deleteMany({ where: { way, address, port } })).count > 0;
}
