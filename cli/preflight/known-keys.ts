import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { type ConnectOptions, connect } from '@/lib/hosts/connect';
import type { HostConnection } from '@/lib/hosts/connection';
import { HostError } from '@/lib/hosts/error';
import { type KnownHosts, keysFor, parseKnownHosts } from '@/lib/hosts/known-hosts';
import type { HopTarget, HostTarget, PinnedKey } from '@/lib/hosts/target';
import { type Place, placeKey, wayOf } from '@/lib/plan/place';
import { type CommandContext, reasonOf, UnreadableError } from '../command';

export type PresentedKey = { address: string; port: number; type: string; key: string; fingerprint: string };

/**
 * The known_hosts file that is named, else the person's own, which may be missing.
 *
 * @throws UnreadableError when the named one can't be read
 */
export async function readKnownHosts(context: CommandContext, named: string | undefined): Promise<KnownHosts> {
  const file = named === undefined ? path.join(homedir(), '.ssh/known_hosts') : context.resolve(named);
  try {
    return parseKnownHosts(await readFile(file, 'utf8'));
  } catch (error) {
    if (named === undefined && reasonOf(error) === 'ENOENT') return parseKnownHosts('');
    throw new UnreadableError(context.translate('cli.noFile', { path: named ?? file, reason: reasonOf(error) }));
  }
}

/** Host keys that count in this run: the file's, and with `acceptNew` the first that a place without any shows. */
export class KnownKeys {
  readonly #file: KnownHosts;
  readonly #acceptNew: boolean;
  readonly #accepted: (key: PresentedKey) => void;
  readonly #inThisRun = new Map<string, PinnedKey>();

  constructor(file: KnownHosts, options: { acceptNew: boolean; accepted: (key: PresentedKey) => void }) {
    this.#file = file;
    this.#acceptNew = options.acceptNew;
    this.#accepted = options.accepted;
  }

  /** The file's for the address, as ssh takes them on any way; else what was accepted on this one. */
  keysOf(place: Place): PinnedKey[] {
    const known = keysFor(this.#file, place);
    const now = this.#inThisRun.get(placeKey(place));
    return known.length > 0 || !now ? known : [now];
  }

  /** `connect` as the session takes it. */
  readonly connect = async (target: HostTarget, options: ConnectOptions): Promise<HostConnection> => {
    // One more key at a time: each bastion on the way, then the host.
    for (let tries = (target.via?.length ?? 0) + 1; ; tries--) {
      try {
        return await connect(this.#withKeys(target), options);
      } catch (error) {
        if (!this.#acceptNew || tries === 0 || !this.#accept(error, target)) throw error;
      }
    }
  };

  #withKeys(target: HostTarget): HostTarget {
    const pinned = <T extends HopTarget>(hop: T, before: readonly HopTarget[] = []): T => ({
      ...hop,
      pinnedKeys: this.keysOf({ way: wayOf(before), address: hop.address, port: hop.port }),
    });
    const { via } = target;
    return {
      ...pinned(target, via),
      ...(via && { via: via.map((hop, index) => pinned(hop, via.slice(0, index))) }),
    };
  }

  /** Whether there is a key now where there was none. A key that the file revokes never is. */
  #accept(error: unknown, target: HostTarget): boolean {
    if (!(error instanceof HostError) || error.code !== 'host-key-unknown') return false;
    const { address, port, keyType, fingerprint, key, hop } = error.values;
    const presented = {
      address: String(address),
      port: Number(port),
      type: String(keyType),
      key: String(key),
      fingerprint: String(fingerprint),
    };
    if (this.#file.entries.some((entry) => entry.revoked && entry.key === presented.key)) return false;
    const before = hop === undefined ? target.via : target.via?.slice(0, Number(hop) - 1);
    const name = placeKey({ way: wayOf(before), address: presented.address, port: presented.port });
    // Another host behind the same bastion was faster.
    if (!this.#inThisRun.has(name)) {
      this.#inThisRun.set(name, { type: presented.type, key: presented.key });
      this.#accepted(presented);
    }
    return true;
  }
}
