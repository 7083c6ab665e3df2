import { type CheckValues, type NotRunReason, notRun, type Outcome } from './check';
import { closedReport } from './closed-report';
import type { Square } from './expected';
import type { HostBasis } from './host-basis';
import { type Report, type Result, resultSchema } from './result';

type HostRecord = Report['hosts'][number];

const keyOf = (check: string, host: string) => `${check} ${host}`;

/**
 * A report while it fills in. A square that is asked for goes from waiting, perhaps by running, to an outcome; whatever is
 * unanswered at the end becomes not run. Squares that aren't asked for stay as an earlier report has them.
 */
export class ReportInProgress {
  readonly #head: Omit<Report, 'hosts' | 'results' | 'version'>;
  readonly #hosts: Map<string, HostRecord>;
  readonly #earlierBasis: ReadonlyMap<string, HostBasis>;
  readonly #results: Map<string, Result>;
  readonly #asked: Set<string>;
  readonly #now: () => number;
  readonly #changed: () => void;
  #version: number;
  #over = false;

  /** @param squares all of the plan's, in the page's order; `asked` are looked at now, the others come from `previous` */
  constructor(options: {
    head: Omit<Report, 'hosts' | 'results' | 'version'>;
    hosts: HostRecord[];
    squares: Square[];
    asked: Square[];
    previous: Report | null;
    now: () => number;
    changed: () => void;
  }) {
    const { previous } = options;
    this.#head = options.head;
    this.#now = options.now;
    this.#changed = options.changed;
    this.#asked = new Set(options.asked.map(({ check, host }) => keyOf(check, host)));
    const lookedAt = new Set(options.asked.map(({ host }) => host));
    const earlierHosts = new Map(previous?.hosts.map((host) => [host.name, host]));
    this.#earlierBasis = new Map(
      [...earlierHosts.values()].flatMap(({ name, facts }) => (facts ? [[name, facts]] : [])),
    );
    this.#hosts = new Map(
      options.hosts.map((host) => {
        const earlier = earlierHosts.get(host.name);
        if (!lookedAt.has(host.name) && earlier) return [host.name, earlier];
        return [host.name, { ...host, ...(earlier?.facts && { facts: earlier.facts }) }];
      }),
    );
    const earlier = new Map(previous?.results.map((result) => [keyOf(result.check, result.host), result]));
    this.#results = new Map();
    for (const { check, host } of options.squares) {
      const key = keyOf(check, host);
      const before = earlier.get(key);
      if (this.#asked.has(key)) this.#results.set(key, { check, host, state: 'waiting' });
      else if (before) this.#results.set(key, before);
    }
    this.#version = (previous?.version ?? 0) + 1;
  }

  asks(check: string, host: string): boolean {
    return this.#asked.has(keyOf(check, host));
  }

  /** Whether it is asked for and nobody has answered. */
  isOpen(check: string, host: string): boolean {
    const state = this.#results.get(keyOf(check, host))?.state;
    return this.asks(check, host) && (state === 'waiting' || state === 'running');
  }

  /** Checks that are asked for on this host and unanswered. */
  openOn(host: string): string[] {
    return [...this.#results.values()]
      .filter((result) => result.host === host && this.isOpen(result.check, host))
      .map(({ check }) => check);
  }

  running(check: string, host: string): void {
    if (this.#results.get(keyOf(check, host))?.state === 'waiting') this.#put({ check, host, state: 'running' });
  }

  /** Later outcomes replace earlier ones; what isn't asked for is nobody's to answer. */
  answer(check: string, host: string, outcome: Outcome, tookMs: number): void {
    if (!this.asks(check, host)) return;
    const at = this.#now();
    const timed = outcome.state === 'not-run' ? { ...outcome, at } : { ...outcome, at, tookMs };
    const result = resultSchema.safeParse({ check, host, ...timed });
    if (result.success) this.#put(result.data);
    else {
      // A number that is none, say: one bad square must not make the whole report unreadable.
      const values = { found: result.error.issues[0]?.message ?? '' };
      this.#put({ check, host, state: 'not-run', reason: 'unreadable', values, at });
    }
  }

  /** Not run, for all checks of this host that are unanswered, or for those that are named. */
  notRun(host: string, reason: NotRunReason, values: CheckValues, checks: readonly string[] = this.openOn(host)): void {
    for (const check of checks) if (this.isOpen(check, host)) this.answer(check, host, notRun(reason, values), 0);
  }

  host(name: string, change: Partial<HostRecord>): void {
    const host = this.#hosts.get(name);
    if (!host || this.#over) return;
    this.#hosts.set(name, { ...host, ...change });
    this.#bump();
  }

  /**
   * What its checks are judged from. Where only some of them are asked for, the others stand on what an earlier report knew, and
   * the host is compared with that.
   */
  basis(name: string, facts: HostBasis): void {
    const whole = [...this.#results.values()].every(({ host, check }) => host !== name || this.asks(check, name));
    if (whole || !this.#earlierBasis.has(name)) this.host(name, { facts });
  }

  /** As it is now. */
  snapshot(): Report {
    return {
      ...this.#head,
      hosts: [...this.#hosts.values()],
      results: [...this.#results.values()],
      version: this.#version,
    };
  }

  /** The last word: answers that come later change nothing. */
  close(state: 'finished' | 'stopped'): Report {
    this.#over = true;
    const at = this.#now();
    return closedReport({ ...this.snapshot(), finishedAt: at }, state, at);
  }

  #put(result: Result): void {
    if (this.#over) return;
    this.#results.set(keyOf(result.check, result.host), result);
    this.#bump();
  }

  #bump(): void {
    this.#version++;
    this.#changed();
  }
}
