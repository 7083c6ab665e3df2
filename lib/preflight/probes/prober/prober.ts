import type { Writable } from 'node:stream';
import type { HostConnection } from '@/lib/hosts/connection';
import { asHostError, type HostError } from '@/lib/hosts/error';
import { pause } from '@/lib/hosts/pause';
import { type ProberOptions, proberScript } from './script';

/** A line of the prober, as words. */
export type Line = string[];

/** What came of an exchange; `complete` is false when time was up or the prober ended before it had said everything. */
export type Exchange = { lines: Line[]; complete: boolean };

type Waiting = { lines: Line[]; over: (exchange: Exchange) => void };

export type ProberLimits = {
  /** Aborted: it ends. */
  signal: AbortSignal;
  /** Its session is closed after so long, milliseconds. */
  deadlineMs: number;
};

/**
 * A prober that runs on a host and does what lines tell it (perl-*.ts). waiting for `ready` → idle ⇄ one exchange at a
 * time → ended. It ends with its stdin, so it can't outlive the console.
 */
export class Prober {
  /** Why it ended, when it ended by itself. Null while it runs and after `stop`. */
  failure: HostError | null = null;
  /** The host has neither Perl nor Python. */
  toolMissing = false;
  #stdin: Writable | null = null;
  #rest = '';
  #waiting: Waiting | null = null;
  #ended = false;
  /** An exchange was given up: what it says from now on may belong to that. */
  #late = false;
  #stderr = '';
  /** What it said before it was ready. */
  readonly #hello: Line[] = [];
  /** What it said since, outside of exchanges: it may go on listening between them. */
  #between: Line[] = [];
  #isReady: (ready: boolean) => void = () => {};
  readonly #ready = new Promise<boolean>((resolve) => {
    this.#isReady = resolve;
  });
  #there = false;
  readonly #finished: Promise<void>;

  constructor(connection: HostConnection, options: ProberOptions, { signal, deadlineMs }: ProberLimits) {
    this.#finished = connection
      .stream(proberScript(options), {
        deadlineMs,
        signal,
        onStarted: (stdin) => {
          this.#stdin = stdin;
        },
        onStdout: (chunk) => this.#take(chunk.toString('latin1')),
        onStderr: (chunk) => {
          this.#stderr = (this.#stderr + chunk.toString()).slice(0, 2000);
        },
      })
      .then(
        () => this.#end(),
        (error) => {
          this.failure = asHostError(error, connection.values);
          this.#end();
        },
      );
  }

  /** What it printed to stderr: why it ended, when Perl said so. */
  get complaint(): string {
    return this.#stderr.trim();
  }

  /** Of no more use: it has ended, though another one may not, or is still at what was given up. */
  get isSpent(): boolean {
    if (this.toolMissing || this.failure?.code === 'connection-lost') return false;
    return this.#ended || this.#late || this.#waiting !== null;
  }

  /** Its interfaces, once it is there; to everybody who asks. */
  async ready(waitMs: number, signal?: AbortSignal): Promise<Exchange> {
    const enough = new AbortController();
    const given = signal ? AbortSignal.any([signal, enough.signal]) : enough.signal;
    const complete = await Promise.race([this.#ready, pause(waitMs, given).then(() => false)]);
    enough.abort();
    return { lines: complete ? [...this.#hello] : [], complete };
  }

  /** Has it do these things at the same time, and what came of them until all were over, with what it heard before. */
  ask(lines: string[], waitMs: number, signal?: AbortSignal): Promise<Exchange> {
    if (this.#ended || this.#late || this.#waiting) return Promise.resolve({ lines: [], complete: false });
    return new Promise((resolve) => {
      const giveUp = () => {
        this.#late = true;
        this.#over(false);
      };
      const timer = setTimeout(giveUp, waitMs);
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting = {
        lines: this.#between.splice(0),
        over: (exchange) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
          resolve(exchange);
        },
      };
      this.tell([...lines, 'run']);
      if (signal?.aborted) giveUp();
    });
  }

  /** Has it do what it needs no answer to. */
  tell(lines: string[]): void {
    if (!this.#ended) this.#stdin?.write(`${lines.join('\n')}\n`);
  }

  async stop(): Promise<void> {
    if (!this.#ended) this.#stdin?.end();
    await this.#finished;
  }

  #over(complete: boolean): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = null;
    waiting.over({ lines: waiting.lines, complete });
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const words = line.split(' ');
      if (words[0] === 'none') this.toolMissing = true;
      else if (words[0] === 'ready') {
        this.#there = true;
        this.#isReady(true);
      } else if (words[0] === 'done') this.#over(true);
      else if (!this.#there) this.#hello.push(words);
      else (this.#waiting?.lines ?? this.#between).push(words);
    }
  }

  #end(): void {
    this.#ended = true;
    this.#isReady(false);
    this.#over(false);
  }
}
