import type { HostConnection } from '@/lib/hosts/connection';
import { pause } from '@/lib/hosts/pause';
import type { PlanHost } from '@/lib/plan/schema';
import { Prober } from './prober';

/** A prober without an order for so long ends by itself: longer than a host's own script may take, which it waits for. */
const lifeSeconds = 90;
/** So long a host may take to end its prober, milliseconds; then its session is closed. */
const stopMs = 2_000;

export type ProbersOptions = {
  nonce: string;
  /** The plan's, in its order: a host answers by its place there. */
  hosts: readonly PlanHost[];
  /** What the whole preflight may take. */
  seconds: number;
};

/**
 * The probers of one preflight, a process per host that all probes share: starting one costs a host more than most of what it
 * is asked. It starts when it is first asked for, and again when the one before ended or still is at what somebody gave up.
 */
export class Probers {
  readonly #options: ProbersOptions;
  readonly #signal: AbortSignal;
  #ending = new AbortController();
  readonly #probers = new Map<string, Prober>();

  constructor(options: ProbersOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  /** The host's prober, which may not be ready yet. */
  async on(host: PlanHost, connection: HostConnection): Promise<Prober> {
    const before = this.#probers.get(host.name);
    if (before && !before.isSpent) return before;
    // Its ports must be free again.
    if (before) await Promise.race([before.stop(), pause(stopMs, this.#signal)]);
    const { nonce, hosts, seconds } = this.#options;
    const options = { nonce, index: hosts.findIndex(({ name }) => name === host.name), lifeSeconds };
    const signal = AbortSignal.any([this.#signal, this.#ending.signal]);
    const prober = new Prober(connection, options, { signal, deadlineMs: seconds * 1000 });
    this.#probers.set(host.name, prober);
    return prober;
  }

  /** Ends all of them and waits for that, for a host that hangs only so long: from then on their ports are free. */
  async stop(): Promise<void> {
    const all = [...this.#probers.values()];
    this.#probers.clear();
    if (all.length === 0) return;
    const ended = Promise.all(all.map((prober) => prober.stop()));
    await Promise.race([ended, pause(stopMs, this.#signal)]);
    this.#ending.abort();
    this.#ending = new AbortController();
  }
}
