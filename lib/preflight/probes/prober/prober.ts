import type { Writable } from 'node:stream';
import type { HostConnection } from '@/lib/hosts/connection';
import { asHostError, type HostError } from '@/lib/hosts/error';
import { type ProberOptions, proberScript } from './script';

/** A line of the prober, as words. */
export type Line = string[];

/** What came of an exchange; `complete` is false when time was up or the prober ended before it had said everything. */
export type Exchange = { lines: Line[]; complete: boolean };

type Waiting = { last: string; lines: Line[]; resolve: (exchange: Exchange) => void; timer: NodeJS.Timeout };

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
  #stderr = '';
  readonly #finished: Promise<void>;

  constructor(connection: HostConnection, options: ProberOptions, signal: AbortSignal) {
    this.#finished = connection
      .stream(proberScript(options), {
        deadlineMs: (options.lifeSeconds + 5) * 1000,
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

  /** Its interfaces, once it is there. */
  ready(waitMs: number): Promise<Exchange> {
    return this.#exchange('ready', waitMs);
  }

  /** Has it do these things at the same time, and what came of them until all were over. */
  ask(lines: string[], waitMs: number): Promise<Exchange> {
    const exchange = this.#exchange('done', waitMs);
    if (!this.#ended) this.#stdin?.write(`${[...lines, 'run'].join('\n')}\n`);
    return exchange;
  }

  async stop(): Promise<void> {
    if (!this.#ended) this.#stdin?.end();
    await this.#finished;
  }

  #exchange(last: string, waitMs: number): Promise<Exchange> {
    if (this.#ended || this.#waiting) return Promise.resolve({ lines: [], complete: false });
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#over(false), waitMs);
      this.#waiting = { last, lines: [], resolve, timer };
    });
  }

  #over(complete: boolean): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = null;
    clearTimeout(waiting.timer);
    waiting.resolve({ lines: waiting.lines, complete });
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const words = line.split(' ');
      if (words[0] === 'none') this.toolMissing = true;
      else if (words[0] === this.#waiting?.last) this.#over(true);
      else this.#waiting?.lines.push(words);
    }
  }

  #end(): void {
    this.#ended = true;
    this.#over(false);
  }
}
