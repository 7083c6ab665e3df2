import type { HostFacts } from '@/lib/plan/facts';
import { type Place, wayOf } from '@/lib/plan/place';
import { type ConnectOptions, connect } from './connect';
import { asHostError, type HostErrorCode, type HostErrorValues } from './error';
import { gatherFacts } from './gather-facts';
import { type HostTarget, type PinnedKey, valuesOf } from './target';

/** Whose key it is: the host's own, or that of the bastion that is `hop` on the way to it (1 is the first). */
type KeyPlace = Place & { hop?: number };

export type HostCheck =
  /** `hostKeys`: those that the host proved to have, of all types. */
  | { state: 'ready'; facts: HostFacts; hostKeys: readonly PinnedKey[] }
  /** `key`: base64, what accepting it stores. */
  | (KeyPlace & { state: 'host-key-unknown'; keyType: string; fingerprint: string; key: string })
  | (KeyPlace & { state: 'host-key-changed'; pinned: string; presented: string })
  | { state: 'failed'; error: { code: HostErrorCode; values: HostErrorValues } };

/** What the plan editor asks of one host: can it be reached, may we become root, what is it. Never throws. */
export async function checkHost(target: HostTarget, options: ConnectOptions = {}): Promise<HostCheck> {
  try {
    const connection = await connect(target, options);
    try {
      const facts = await gatherFacts(connection, { now: Date.now });
      return { state: 'ready', facts, hostKeys: connection.hostKeys };
    } finally {
      connection.close();
    }
  } catch (error) {
    return checkOf(error, target);
  }
}

/** The same for an error that arose before there was a connection, such as a credential that is gone. */
export function checkOf(
  error: unknown,
  target: Pick<HostTarget, 'name' | 'address' | 'port' | 'user' | 'via'>,
): HostCheck {
  const known = asHostError(error, valuesOf(target));
  const text = (key: string) => String(known.values[key] ?? '');
  const hop = known.values.hop === undefined ? null : Number(known.values.hop);
  // A bastion's own way is the bastions before it.
  const way = wayOf(hop === null ? target.via : target.via?.slice(0, hop - 1));
  const place: KeyPlace = { way, address: text('address'), port: Number(known.values.port) };
  if (hop !== null) place.hop = hop;
  switch (known.code) {
    case 'host-key-unknown':
      return {
        state: known.code,
        ...place,
        keyType: text('keyType'),
        fingerprint: text('fingerprint'),
        key: text('key'),
      };
    case 'host-key-changed':
      return { state: known.code, ...place, pinned: text('pinned'), presented: text('presented') };
    default:
      return { state: 'failed', error: { code: known.code, values: known.values } };
  }
}
