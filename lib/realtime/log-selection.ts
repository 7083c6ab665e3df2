import { GrowingArray } from '@/lib/realtime/growing-array';
import { type FrameScheduler, type LogStore, nextFrame } from '@/lib/realtime/log-store';

/** null means all. `text` is a plain string, found without regard to case; it marks lines and hides none. */
export type LogFilter = { host: string | null; step: string | null; text: string };

export const everything: LogFilter = { host: null, step: null, text: '' };

/** Lines looked at in one frame: about 4 ms with a text search on the slower of our machines. */
const linesPerFrame = 25_000;

/**
 * The rows of a log that pass a filter, and which of them contain the searched text. It reads on from its own cursor:
 * a new batch costs its own lines; a new filter starts over and takes some frames for a long log.
 */
export class LogSelection {
  private filter: LogFilter = everything;
  /** Last seq that was looked at. */
  private cursor = 0;
  /** Seqs of the rows; unused (null) while all lines pass, when row i is simply seq i + 1. */
  private seqs: GrowingArray<Uint32Array> | null = null;
  private readonly hits = new GrowingArray((length) => new Uint32Array(length), 64);
  private needle = '';
  private readonly listeners = new Set<() => void>();
  private pending = false;
  private stop: (() => void) | null = null;
  private revision = 0;

  constructor(
    private readonly store: LogStore,
    private readonly schedule: FrameScheduler = nextFrame,
  ) {}

  /** Listens to the store until `close`. */
  open(): void {
    if (this.stop) return;
    this.stop = this.store.subscribe(() => this.advance());
    this.advance();
  }

  close(): void {
    this.stop?.();
    this.stop = null;
  }

  setFilter(filter: LogFilter): void {
    const { host, step, text } = this.filter;
    if (host === filter.host && step === filter.step && text === filter.text) return;
    this.filter = filter;
    this.needle = filter.text.toLowerCase();
    this.cursor = 0;
    this.hits.clear();
    const all = filter.host === null && filter.step === null;
    this.seqs = all ? null : new GrowingArray((length) => new Uint32Array(length));
    this.advance();
  }

  get rows(): number {
    return this.seqs ? this.seqs.length : this.cursor;
  }

  /** Rows that contain the searched text. */
  get matches(): number {
    return this.hits.length;
  }

  /** False while lines of the store are still to be looked at. */
  get complete(): boolean {
    return this.cursor >= this.store.lastSeq;
  }

  /** Changes whenever rows or matches do; what React compares. */
  snapshot = (): number => this.revision;

  seqAt(row: number): number {
    return this.seqs ? (this.seqs.at(row) ?? 0) : row + 1;
  }

  /** Row of a line, or of the first one after it when the filter hides it. */
  rowOf(seq: number): number {
    return this.seqs ? this.seqs.lowerBound(seq) : Math.min(seq - 1, this.cursor);
  }

  /** Seq of the nth match, from 0; 0 when there is none. */
  match(n: number): number {
    return this.hits.at(n) ?? 0;
  }

  /** Index of the first match at or after a line. */
  matchFrom(seq: number): number {
    return this.hits.lowerBound(seq);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private advance(): void {
    const until = Math.min(this.store.lastSeq, this.cursor + linesPerFrame);
    const passes = this.store.matcher(this.filter.host, this.filter.step);
    if (this.seqs === null && this.needle === '') this.cursor = this.store.lastSeq;
    else if (passes === null) this.cursor = this.store.lastSeq;
    else {
      for (let seq = this.cursor + 1; seq <= until; seq += 1) {
        if (!passes(seq)) continue;
        this.seqs?.push(seq);
        if (this.needle !== '' && this.store.text(seq).toLowerCase().includes(this.needle)) this.hits.push(seq);
      }
      this.cursor = until;
    }
    this.revision += 1;
    for (const listener of this.listeners) listener();
    if (!this.complete && !this.pending) {
      this.pending = true;
      this.schedule(() => {
        this.pending = false;
        this.advance();
      });
    }
  }
}
