import { createHash } from 'node:crypto';
import { HostError } from './error';
import { type HostTarget, type PinnedKey, valuesOf } from './target';

/** SHA-256 of a public key's wire form, as `ssh-keygen -l` prints it: `SHA256:` and base64 without padding. */
export function fingerprintOf(wire: Buffer): string {
  return `SHA256:${createHash('sha256').update(wire).digest('base64').replace(/=+$/, '')}`;
}

/** The type that a public key's wire form begins with (RFC 4253, 6.6: a length and a name); '' when it is none. */
export function keyTypeOf(wire: Buffer): string {
  if (wire.length < 4) return '';
  const length = wire.readUInt32BE(0);
  return length > 64 || wire.length < 4 + length ? '' : wire.toString('latin1', 4, 4 + length);
}

const preferred = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
] as const;
export type HostKeyAlgorithm = (typeof preferred)[number];

/**
 * Host key algorithms in the order in which we ask for them. A server has several keys and presents the first that we
 * name: the pinned one's type goes first, or a server that gained a key of another type would look like an impostor.
 */
export function hostKeyAlgorithms(pinned: PinnedKey | null): HostKeyAlgorithm[] {
  const first = preferred.filter((name) =>
    pinned?.type === 'ssh-rsa' ? name === 'ssh-rsa' || name.startsWith('rsa-') : name === pinned?.type,
  );
  return [...first, ...preferred.filter((name) => !first.includes(name))];
}

/** null when `wire` is the pinned key; otherwise the error that stops the connection before anything secret is sent. */
export function judgeHostKey(target: HostTarget, wire: Buffer): HostError | null {
  const presented = { keyType: keyTypeOf(wire), fingerprint: fingerprintOf(wire), key: wire.toString('base64') };
  if (target.pinnedKey === null) return new HostError('host-key-unknown', { ...valuesOf(target), ...presented });
  const pinned = Buffer.from(target.pinnedKey.key, 'base64');
  if (pinned.equals(wire)) return null;
  return new HostError('host-key-changed', {
    ...valuesOf(target),
    pinned: fingerprintOf(pinned),
    pinnedType: target.pinnedKey.type,
    presented: presented.fingerprint,
    presentedType: presented.keyType,
  });
}
