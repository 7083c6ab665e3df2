import type { Pool } from 'pg';
import { FencedError, type Held, runChannel } from './fence';
import type { Redactor } from './redact';

/** Longest time that a line waits to be stored while the writer is free, milliseconds. */
const flushEveryMs = 30;
/** Lines in one statement: 2,000 take 30 to 60 ms, so a burst's first line isn't held up by its last. */
const largestBatch = 2_000;
/** Lines that may wait before producers are held back: two seconds of 20,000 a second. */
const highWater = 10_000;
/** Characters of one stored line; a longer one is stored as several, marked. */
const longestText = 8 * 1024;
const goesOn = ' ⏎';

export type NewLine = {
  host: string;
  step: string;
  attempt: number;
  stream: 'out' | 'engine' | 'kubernetes';
  text: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Output bytes that are stored once this line is; absent for lines that aren't an act's output. */
  end?: number;
};

type Entry = NewLine & { texts: string[]; redacted: boolean };

/**
 * Collects the lines of all steps of a run and stores them in order, each batch in one statement that also gives the
 * numbers, moves the offsets, checks the fence and wakes the readers. Either all of that happened or nothing.
 *
 *     open → closed (close(), flushes) | broken (fenced, or PostgreSQL gone for too long)
 */
export class LogWriter {
  readonly #held: Held;
  readonly #redactor: Redactor;
  readonly #onBroken: (error: Error) => void;
  #queue: Entry[] = [];
  #waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> | null = null;
  #lastFlush = 0;
  /** Why nothing can be stored any more; null while open. */
  #broken: Error | null = null;

  constructor(held: Held, redactor: Redactor, onBroken: (error: Error) => void) {
    this.#held = held;
    this.#redactor = redactor;
    this.#onBroken = onBroken;
  }

  /** Queues lines; resolves when there is room for more. Throws FencedError once this driver was replaced. */
  async write(lines: NewLine[]): Promise<void> {
    if (this.#broken) throw this.#broken;
    for (const line of lines) {
      const clean = this.#redactor.line(line.text);
      this.#queue.push({ ...line, texts: cut(clean), redacted: clean !== line.text || clean === '[redacted]' });
    }
    this.#schedule();
    while (this.#queue.length > highWater) await this.#nextFlush();
  }

  /** Resolves when everything queued so far is stored. */
  async flush(): Promise<void> {
    while (this.#queue.length > 0 || this.#flushing) {
      if (this.#broken) throw this.#broken;
      await this.#startFlush();
    }
    if (this.#broken) throw this.#broken;
  }

  /** Drops what isn't stored: for a driver that has nothing to say any more. */
  abandon(error: Error): void {
    if (this.#broken) return;
    this.#broken = error;
    this.#queue = [];
    if (this.#timer) clearTimeout(this.#timer);
    for (const waiter of this.#waiting.splice(0)) waiter.reject(error);
  }

  #nextFlush(): Promise<void> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #schedule() {
    if (this.#timer || this.#flushing || this.#queue.length === 0) return;
    const wait = this.#queue.length >= largestBatch ? 0 : Math.max(0, this.#lastFlush + flushEveryMs - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#startFlush();
    }, wait);
  }

  /** The flush under way, or a new one; never rejects. */
  #startFlush(): Promise<void> {
    this.#flushing ??= this.#flushOnce().finally(() => {
      this.#lastFlush = Date.now();
      this.#flushing = null;
      if (!this.#broken) for (const waiter of this.#waiting.splice(0)) waiter.resolve();
      this.#schedule();
    });
    return this.#flushing;
  }

  async #flushOnce(): Promise<void> {
    const batch = this.#queue.splice(0, largestBatch);
    if (batch.length === 0) return;
    try {
      await this.#store(batch);
    } catch (error) {
      this.abandon(error instanceof Error ? error : new Error(String(error)));
      this.#onBroken(this.#broken ?? new Error('log writer broken'));
    }
  }

  async #store(batch: Entry[]): Promise<void> {
    const sources = new Map<string, { index: number; line: NewLine }>();
    const moved = new Map<number, { line: NewLine; end: number }>();
    const at: number[] = [];
    const from: number[] = [];
    const texts: string[] = [];
    let redactedLines = 0;
    for (const line of batch) {
      const key = `${line.step}\n${line.attempt}\n${line.host}\n${line.stream}`;
      const source = sources.get(key) ?? { index: sources.size + 1, line };
      sources.set(key, source);
      if (line.end !== undefined) moved.set(source.index, { line, end: line.end });
      if (line.redacted) redactedLines += 1;
      for (const text of line.texts) {
        at.push(line.at);
        from.push(source.index);
        texts.push(text);
      }
    }
    const origins = [...sources.values()].map(({ line }) => line);
    const offsets = [...moved.values()];
    const { rowCount } = await storeLines(this.#held.pool, [
      this.#held.runId,
      this.#held.fence,
      texts.length,
      redactedLines,
      at,
      from,
      texts,
      origins.map((line) => line.host),
      origins.map((line) => line.step),
      origins.map((line) => line.attempt),
      origins.map((line) => line.stream),
      offsets.map(({ line }) => line.step),
      offsets.map(({ line }) => line.attempt),
      offsets.map(({ end }) => end),
      runChannel,
    ]);
    if (rowCount !== 1) throw new FencedError(this.#held.runId, this.#held.fence);
  }
}

/**
 * One statement, so one round trip and no way to store half. No row comes back when the fence is old. Where lines come
 * from is sent once per source, not once per line.
 */
function storeLines(pool: Pool, values: unknown[]) {
  return pool.query({
    name: 'slipway-store-lines',
    text: `
      WITH held AS (
        UPDATE run SET version = version + 1, last_seq = last_seq + $3, redacted_lines = redacted_lines + $4
        WHERE id = $1 AND fence = $2 RETURNING last_seq - $3 AS before
      ), stored AS (
        INSERT INTO log_line (run_id, seq, at, host, step, attempt, stream, text)
        SELECT $1, held.before + line.ord, to_timestamp(line.at / 1000.0), ($8::text[])[line.source],
               ($9::text[])[line.source], ($10::int[])[line.source], ($11::text[])[line.source], line.text
        FROM held, unnest($5::float8[], $6::int[], $7::text[]) WITH ORDINALITY AS line(at, source, text, ord)
      ), moved AS (
        UPDATE attempt SET output_offset = output.bytes
        FROM held, unnest($12::text[], $13::int[], $14::bigint[]) AS output(step, attempt, bytes)
        WHERE attempt.run_id = $1 AND attempt.step_id = output.step AND attempt.number = output.attempt
      )
      SELECT pg_notify($15, $1) FROM held`,
    values,
  });
}

function cut(text: string): string[] {
  // PostgreSQL's text can't hold U+0000.
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
  if (clean.length <= longestText) return [clean];
  const pieces: string[] = [];
  for (let from = 0; from < clean.length; from += longestText) {
    const piece = clean.slice(from, from + longestText);
    pieces.push(from + longestText < clean.length ? piece + goesOn : piece);
  }
  return pieces;
}
