import { HostError, type HostErrorValues } from './error';
import { pause } from './pause';

/**
 * How hard the console may knock. sshd refuses new connections at random from 10 that have not signed in yet (sshd_config(5),
 * MaxStartups 10:30:100), and people and monitoring sign in too.
 */
export type GateLimits = {
  /** Signing in at one sshd at the same time. */
  atOnce: number;
  /** New connections to one sshd within a second. */
  perSecond: number;
  /** Signing in at the same time, in all: a key exchange costs a core about 10 ms. */
  inAll: number;
  /** Connections that the process has open. */
  open: number;
};
export const gateLimits: GateLimits = { atOnce: 6, perSecond: 20, inAll: 48, open: 1024 };

/** One sshd, as the gate sees it. */
type Door = {
  /** How many may sign in at once. */ limit: number;
  inside: number;
  nextAt: number /** Sign-ins since the last refusal. */;
  good: number;
};
type Waiting = { door: Door; admit: () => void };

/** After so many sign-ins without a refusal one more is allowed at a time. */
const goodEnough = 8;

/**
 * Where connections wait before they are made, so that no sshd is asked for more than it takes. One that drops connections
 * is asked for half as many at a time, down to one.
 */
export class Gate {
  readonly #limits: GateLimits;
  readonly #doors = new Map<string, Door>();
  #waiting: Waiting[] = [];
  #inside = 0;
  #open = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: GateLimits = gateLimits) {
    this.#limits = limits;
  }

  /**
   * Makes one connection to the sshd named by `at`.
   *
   * @throws HostError `cancelled` when the signal ends the wait, and whatever `work` throws
   */
  async pass<T>(at: string, work: () => Promise<T>, signal: AbortSignal, values: HostErrorValues): Promise<T> {
    const door = this.#doors.get(at) ?? { limit: this.#limits.atOnce, inside: 0, nextAt: 0, good: 0 };
    this.#doors.set(at, door);
    await this.#admitted(door, signal, values);
    try {
      const made = await work();
      door.good++;
      if (door.good >= goodEnough && door.limit < this.#limits.atOnce)
        Object.assign(door, { good: 0, limit: door.limit + 1 });
      return made;
    } catch (error) {
      if (error instanceof HostError && error.code === 'dropped') {
        Object.assign(door, { good: 0, limit: Math.max(1, Math.floor(door.limit / 2)) });
      }
      throw error;
    } finally {
      this.#inside--;
      door.inside--;
      this.#admit();
    }
  }

  /** A connection is open from now on. Returns the function that says that it is no more. */
  opened(): () => void {
    this.#open++;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.#open--;
      this.#admit();
    };
  }

  #admitted(door: Door, signal: AbortSignal, values: HostErrorValues): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new HostError('cancelled', values));
      const abort = () => {
        this.#waiting = this.#waiting.filter((each) => each !== mine);
        reject(new HostError('cancelled', values));
      };
      const mine: Waiting = {
        door,
        admit: () => {
          signal.removeEventListener('abort', abort);
          resolve();
        },
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.push(mine);
      this.#admit();
    });
  }

  /** Lets in everybody who may go in now, in the order in which they came, and comes back when the next one may. */
  #admit(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    let soonest = Number.POSITIVE_INFINITY;
    const stay: Waiting[] = [];
    for (const each of this.#waiting) {
      const { door } = each;
      const full = this.#inside >= this.#limits.inAll || this.#open + this.#inside >= this.#limits.open;
      if (full || door.inside >= door.limit) stay.push(each);
      else if (door.nextAt > now) {
        soonest = Math.min(soonest, door.nextAt);
        stay.push(each);
      } else {
        door.inside++;
        this.#inside++;
        door.nextAt = now + 1000 / this.#limits.perSecond;
        each.admit();
      }
    }
    this.#waiting = stay;
    if (soonest !== Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#admit(), Math.max(1, soonest - now));
  }
}

/** First and longest pause after a connection was dropped, milliseconds; the real one is between half of it and all of it. */
const dropPause = { first: 200, longest: 3_000 };

/**
 * Makes a connection through the gate, again and again while sshd drops it before anybody could sign in: MaxStartups drops
 * at random, and everybody who tries again at the same moment is dropped again.
 *
 * @param patienceMs how long to go on; 0: one try
 */
export async function throughGate<T>(
  gate: Gate,
  at: string,
  work: () => Promise<T>,
  { signal, values, patienceMs }: { signal: AbortSignal; values: HostErrorValues; patienceMs: number },
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (let tries = 1; ; tries++) {
    try {
      return await gate.pass(at, work, signal, values);
    } catch (error) {
      if (!(error instanceof HostError) || error.code !== 'dropped' || signal.aborted) throw error;
      const longest = Math.min(dropPause.first * 2 ** (tries - 1), dropPause.longest);
      const ms = longest * (0.5 + Math.random() / 2);
      if (Date.now() + ms > until) throw new HostError('dropped', { ...error.values, tries }, { cause: error });
      await pause(ms, signal);
    }
  }
}
