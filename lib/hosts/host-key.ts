import { createHash } from 'node:crypto';
import { HostError, type HostErrorValues } from './error';
import type { HopTarget, PinnedKey } from './target';

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
/** Types that a host key may have: `rsa-…` are signatures of an `ssh-rsa` key. */
export const knownKeyTypes: ReadonlySet<string> = new Set(preferred.filter((name) => !name.startsWith('rsa-')));
export type HostKeyAlgorithm = (typeof preferred)[number];

/**
 * Host key algorithms in the order in which we ask for them. A server has several keys and presents the first that we
 * name: pinned types go first, or a server that gained a key of another type would look like an impostor.
 */
export function hostKeyAlgorithms(pinned: readonly PinnedKey[]): HostKeyAlgorithm[] {
  const types = new Set(pinned.map(({ type }) => type));
  const first = preferred.filter((name) => types.has(name.startsWith('rsa-') ? 'ssh-rsa' : name));
  return [...first, ...preferred.filter((name) => !first.includes(name))];
}

/**
 * null when `wire` is one of the pinned keys; otherwise the error that stops the connection before anything secret is sent.
 * With a key pinned, one of another type is a change too: the server was asked for the pinned types first.
 *
 * @param values what the error quotes about the host
 */
export function judgeHostKey(
  { pinnedKeys }: Pick<HopTarget, 'pinnedKeys'>,
  wire: Buffer,
  values: HostErrorValues,
): HostError | null {
  const presented = { keyType: keyTypeOf(wire), fingerprint: fingerprintOf(wire), key: wire.toString('base64') };
  if (pinnedKeys.length === 0) return new HostError('host-key-unknown', { ...values, ...presented });
  if (pinnedKeys.some(({ key }) => Buffer.from(key, 'base64').equals(wire))) return null;
  const sameType = pinnedKeys.filter(({ type }) => type === presented.keyType);
  const expected = sameType.length > 0 ? sameType : pinnedKeys;
  return new HostError('host-key-changed', {
    ...values,
    pinned: expected.map(({ key }) => fingerprintOf(Buffer.from(key, 'base64'))).join(', '),
    pinnedType: expected.map(({ type }) => type).join(', '),
    presented: presented.fingerprint,
    presentedType: presented.keyType,
  });
}
