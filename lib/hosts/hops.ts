import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { asHostError, HostError, type HostErrorValues } from './error';
import { forwardOut } from './forward-out';
import { type Gate, throughGate } from './gate';
import { unlessAborted } from './pause';
import { type SignedIn, signIn } from './sign-in';
import type { HopTarget } from './target';

export type HopOptions = {
  /** For each hop: TCP, key exchange and authentication together; milliseconds. */
  timeoutMs: number;
  silenceMs?: number;
  patienceMs: number;
};

/** The way to somewhere through bastions; their connections stay open until it is given back. */
export type Way = {
  open: (to: { address: string; port: number }) => Promise<Duplex>;
  /** What errors quote about the bastion that is gone; null while all are there. */
  lostAt: () => HostErrorValues | null;
  giveBack: () => void;
};

/** How long a bastion's connection is kept when nobody goes through it: the next host usually comes at once. */
const lingerMs = 5_000;

type Shared = {
  users: number;
  making: Promise<Hop>;
  /** Ends the making when nobody waits for it any more. */
  abandon: AbortController;
  timer?: NodeJS.Timeout;
};
type Hop = { signedIn: SignedIn; before: Way | null; close: () => void };

/**
 * Connections to bastions, one for all hosts that go through the same one with the same login: a bastion's sshd sees one
 * client, however many hosts are behind it. A forwarded connection is no session (MaxSessions does not count it).
 */
export class Hops {
  readonly #gate: Gate;
  readonly #shared = new Map<string, Shared>();

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  /**
   * Signs in at each of the bastions in turn, or shares what is there.
   *
   * @throws HostError with `hop` and `hops`: which of them it was
   */
  async way(
    chain: readonly HopTarget[],
    options: HopOptions & { values: HostErrorValues; signal: AbortSignal },
  ): Promise<Way> {
    const { signal } = options;
    const values = { ...options.values, hops: chain.length };
    const id = idOf(chain);
    const shared = this.#shared.get(id) ?? this.#make(id, chain, options);
    shared.users++;
    clearTimeout(shared.timer);
    let given = true;
    const giveBack = () => {
      if (!given) return;
      given = false;
      shared.users--;
      if (shared.users > 0) return;
      shared.timer = setTimeout(() => this.#end(id, shared), lingerMs);
      shared.timer.unref();
    };
    try {
      const hop = await unlessAborted(shared.making, signal, () => new HostError('cancelled', values));
      return { ...this.#wayOver(hop, chain, values, options.timeoutMs), giveBack };
    } catch (error) {
      giveBack();
      // Several hosts wait for the same bastion: each is told in its own name.
      const known = asHostError(error, values);
      throw new HostError(known.code, { ...known.values, ...values }, known);
    }
  }

  #wayOver(hop: Hop, chain: readonly HopTarget[], values: HostErrorValues, timeoutMs: number): Omit<Way, 'giveBack'> {
    const own = ownValues(chain);
    const lostAt = () => {
      const at = hop.before?.lostAt() ?? (hop.signedIn.gone() ? own : null);
      return at && { ...at, hops: chain.length };
    };
    return {
      lostAt,
      open: (to) =>
        forwardOut(
          hop.signedIn.client,
          to,
          {
            prohibited: { ...values, ...own },
            failed: { from: placeOf(chain.at(-1)) },
            lost: () => new HostError('connection-lost', { ...values, ...(lostAt() ?? own) }),
          },
          timeoutMs,
        ),
    };
  }

  #make(id: string, chain: readonly HopTarget[], options: HopOptions): Shared {
    const abandon = new AbortController();
    const making = this.#signIn(chain, options, abandon.signal);
    const shared: Shared = { users: 0, making, abandon };
    this.#shared.set(id, shared);
    const forget = () => {
      if (this.#shared.get(id) === shared) this.#shared.delete(id);
    };
    making.then(({ signedIn }) => {
      if (signedIn.gone()) forget();
      signedIn.client.once('close', forget);
    }, forget);
    return shared;
  }

  async #signIn(chain: readonly HopTarget[], options: HopOptions, signal: AbortSignal): Promise<Hop> {
    const target = chain.at(-1);
    if (!target) throw new RangeError('a way through no hop');
    const values = ownValues(chain);
    const earlier = chain.slice(0, -1);
    const before = earlier.length > 0 ? await this.way(earlier, { ...options, values: {}, signal }) : null;
    try {
      const closed = { current: () => {} };
      const signedIn = await throughGate(
        this.#gate,
        idOf(chain),
        async () => {
          const through = await before?.open(target).catch((error: HostError) => {
            throw error.values.hop === undefined
              ? new HostError(error.code, { ...values, ...error.values }, error)
              : error;
          });
          return signIn(target, { ...options, values, signal, through });
        },
        { signal, values, patienceMs: options.patienceMs },
      );
      closed.current = this.#gate.opened();
      signedIn.client.once('close', () => {
        closed.current();
        before?.giveBack();
      });
      return { signedIn, before, close: () => signedIn.client.end() };
    } catch (error) {
      before?.giveBack();
      throw error;
    }
  }

  #end(id: string, shared: Shared): void {
    if (shared.users > 0) return;
    if (this.#shared.get(id) === shared) this.#shared.delete(id);
    shared.abandon.abort();
    shared.making.then(
      (hop) => hop.close(),
      () => {},
    );
  }
}

/** What errors quote about the last of some hops. */
function ownValues(chain: readonly HopTarget[]): HostErrorValues {
  const { address = '', port = 0, user = '' } = chain.at(-1) ?? {};
  return { hop: chain.length, address, port, user };
}

export function placeOf(hop: HopTarget | undefined): string {
  return hop ? `${hop.address}:${hop.port}` : '';
}

/** The same bastions with the same logins and the same accepted keys; a changed credential is another way. */
export function idOf(chain: readonly HopTarget[]): string {
  return createHash('sha256').update(JSON.stringify(chain)).digest('hex');
}
