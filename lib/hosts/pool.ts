import { type ConnectOptions, connect } from './connect';
import type { HostConnection } from './connection';
import { asHostError, HostError } from './error';
import { pause, unlessAborted } from './pause';
import type { HostTarget } from './target';

/**
 * A host's connection, as the pool sees it:
 *
 *     idle ──use──▶ connecting ──▶ connected ──▶ lost ──use──▶ connecting …
 *                   connecting ──▶ waiting (retryable error; goes on by itself) ──▶ connecting
 *                   connecting ──▶ idle (error that trying again cannot help, nobody wants it any more, or too late)
 */
export type PoolEvent =
  | { host: string; state: 'connected' }
  | { host: string; state: 'lost'; error: HostError }
  | { host: string; state: 'waiting'; error: HostError; tries: number; nextInMs: number };

export type UseOptions = {
  signal?: AbortSignal;
  /** Milliseconds after which trying to connect ends with the last error; absent: never. */
  connectWithinMs?: number;
  /** Run `work` again from its beginning when the connection is lost in it. Only for work that may run twice. */
  again?: boolean;
};

export type PoolOptions = {
  /** Called for every new connection, so that a changed credential counts. */
  targetOf: (host: string) => Promise<HostTarget>;
  onEvent?: (event: PoolEvent) => void;
  connect?: (target: HostTarget, options: ConnectOptions) => Promise<HostConnection>;
  /** First and longest pause between tries, milliseconds; 500 and 5000. */
  pauseMs?: { first: number; longest: number };
};

/** One shared connection per host, made when it is first wanted and again after it was lost. */
export class HostPool {
  readonly #options: PoolOptions;
  /** Made or being made; a host that nobody wanted yet, or whose connection is gone, is absent. */
  readonly #connections = new Map<string, Promise<HostConnection>>();
  readonly #closing = new AbortController();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Runs `work` on the host's connection; connects first, again and again if need be. */
  async use<T>(host: string, work: (connection: HostConnection) => Promise<T>, options: UseOptions = {}): Promise<T> {
    const signal = options.signal ? AbortSignal.any([options.signal, this.#closing.signal]) : this.#closing.signal;
    const until =
      options.connectWithinMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + options.connectWithinMs;
    for (;;) {
      const connection = await this.#connected(host, signal, until);
      try {
        return await work(connection);
      } catch (error) {
        const lost = error instanceof HostError && error.code === 'connection-lost';
        if (!lost || !options.again || signal.aborted) throw error;
        // A channel can fail on a connection that is not known to be dead yet: it is no longer trusted.
        connection.drop(error);
      }
    }
  }

  /** Ends all connections and every `use` that waits for one. */
  async close(): Promise<void> {
    this.#closing.abort();
    const open = await Promise.allSettled(this.#connections.values());
    for (const one of open) if (one.status === 'fulfilled') one.value.close();
    this.#connections.clear();
  }

  async #connected(host: string, signal: AbortSignal, until: number): Promise<HostConnection> {
    const pauses = this.#options.pauseMs ?? { first: 500, longest: 5_000 };
    for (let tries = 1; ; tries++) {
      if (signal.aborted) throw new HostError('cancelled', { host });
      try {
        return await unlessAborted(this.#shared(host), signal, () => new HostError('cancelled', { host }));
      } catch (thrown) {
        const error = asHostError(thrown, { host });
        const nextInMs = Math.min(pauses.first * 2 ** (tries - 1), pauses.longest);
        if (!error.retryable || Date.now() + nextInMs > until) throw error;
        this.#options.onEvent?.({ host, state: 'waiting', error, tries, nextInMs });
        await pause(nextInMs, signal);
      }
    }
  }

  /** The connection that all share; several who ask at once wait for the same try. */
  #shared(host: string): Promise<HostConnection> {
    const present = this.#connections.get(host);
    if (present) return present;
    const making = this.#make(host);
    this.#connections.set(host, making);
    const forget = () => {
      if (this.#connections.get(host) === making) this.#connections.delete(host);
    };
    making.then((connection) => {
      this.#options.onEvent?.({ host, state: 'connected' });
      connection.onLost((error) => {
        forget();
        this.#options.onEvent?.({ host, state: 'lost', error });
      });
    }, forget);
    return making;
  }

  async #make(host: string): Promise<HostConnection> {
    const target = await this.#options.targetOf(host);
    return (this.#options.connect ?? connect)(target, { signal: this.#closing.signal });
  }
}
