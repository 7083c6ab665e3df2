import type { LogBatch, LogLine } from './protocol';

/** Lines of one message: a burst of 20,000 a second is ten of them. */
const largestBatch = 2_000;
/** Nobody woke the pump for so long: it looks by itself, milliseconds. */
const lookMs = 5_000;
/** A page that needs longer for a batch gets nothing else meanwhile, milliseconds. */
const slowMs = 500;

export type PumpOptions = {
  runId: string;
  after: number;
  read: (runId: string, after: number, limit: number) => Promise<LogLine[]>;
  /** Resolves when the page has taken the batch; rejects when it can't any more. */
  send: (batch: LogBatch) => Promise<void>;
  /** A read or a send failed; the pump has ended. */
  onEnd: () => void;
};

/**
 * Sends one page everything after the line that it has, in order, from the database: old lines and new ones the same
 * way. The next batch waits for the page's acknowledgement, so that a slow page slows only itself.
 *
 *     sending ⇄ waiting (all is sent; until wake) → ended
 */
export class LinePump {
  readonly #options: PumpOptions;
  #after: number;
  #ended = false;
  /** Something may have come since the last read began. */
  #woken = true;
  #resume = () => {};
  /** Null while no batch is under way. */
  #sendingSince: number | null = null;

  constructor(options: PumpOptions) {
    this.#options = options;
    this.#after = options.after;
    void this.#run();
  }

  /** The page has not acknowledged its last batch for a while. */
  get slow(): boolean {
    return this.#sendingSince !== null && Date.now() - this.#sendingSince > slowMs;
  }

  wake(): void {
    this.#woken = true;
    this.#resume();
  }

  end(): void {
    this.#ended = true;
    this.#resume();
  }

  async #run(): Promise<void> {
    const { runId, read, send, onEnd } = this.#options;
    try {
      while (!this.#ended) {
        this.#woken = false;
        const lines = await read(runId, this.#after, largestBatch);
        const first = lines[0];
        const last = lines.at(-1);
        if (this.#ended) return;
        if (first && last) {
          this.#sendingSince = Date.now();
          await send({ runId, from: first.seq, to: last.seq, lines });
          this.#sendingSince = null;
          this.#after = last.seq;
        } else if (!this.#woken) await this.#wait();
      }
    } catch {
      if (!this.#ended) onEnd();
      this.#ended = true;
    }
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lookMs);
      this.#resume = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
