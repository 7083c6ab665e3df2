import { GrowingArray } from '@/lib/realtime/growing-array';
import { type Tone, toneOf, tones } from '@/lib/realtime/line-tone';
import type { LogBatch, LogLine } from '@/lib/realtime/protocol';

export type AppendResult =
  | { kind: 'appended'; lines: number }
  /** Everything in it was here already: a replay. */
  | { kind: 'known' }
  /** It starts after the next expected line; nothing was taken. Ask for everything after `after`. */
  | { kind: 'gap'; after: number };

/** Calls back before the next picture is drawn, or a little later in a tab that draws none. */
export type FrameScheduler = (callback: () => void) => void;

export const nextFrame: FrameScheduler = (callback) => {
  // A hidden tab gets no animation frames; its log must go on and its batches must be acknowledged.
  if (typeof document === 'undefined' || document.hidden) setTimeout(callback, 100);
  else requestAnimationFrame(callback);
};

/** Names to small numbers and back. */
class Interned {
  private readonly ids = new Map<string, number>();
  readonly names: string[] = [];

  idOf(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = this.names.length;
    this.ids.set(name, id);
    this.names.push(name);
    return id;
  }

  /** undefined for a name that no line has carried yet. */
  find(name: string): number | undefined {
    return this.ids.get(name);
  }
}

/**
 * All lines of one run, in the page. A plain class: React draws the forty rows that are in sight and never holds the
 * log. Lines are numbered from 1 without gaps, so a line's index is `seq - 1`; a batch says from where to where, what
 * overlaps is dropped, and a gap is refused, so that replay after a lost connection is harmless.
 *
 * A line costs its text, 8 bytes of time and 8 bytes of numbers: 200,000 lines of 80 characters take 27 MB.
 */
export class LogStore {
  private readonly texts: string[] = [];
  private readonly times = new GrowingArray((length) => new Float64Array(length));
  private readonly hostIds = new GrowingArray((length) => new Uint16Array(length));
  private readonly stepIds = new GrowingArray((length) => new Uint16Array(length));
  private readonly attempts = new GrowingArray((length) => new Uint16Array(length));
  private readonly toneIds = new GrowingArray((length) => new Uint8Array(length));
  /** Seqs of the lines that look like errors, ascending. */
  private readonly errors = new GrowingArray((length) => new Uint32Array(length), 64);
  private readonly hosts = new Interned();
  private readonly steps = new Interned();
  private readonly listeners = new Set<() => void>();
  private notifying = false;

  constructor(private readonly schedule: FrameScheduler = nextFrame) {}

  /** 0 while empty. */
  get lastSeq(): number {
    return this.texts.length;
  }

  append(batch: Pick<LogBatch, 'from' | 'to' | 'lines'>): AppendResult {
    const expected = this.lastSeq + 1;
    if (batch.to < expected) return { kind: 'known' };
    if (batch.from > expected) return { kind: 'gap', after: this.lastSeq };
    const fresh = batch.lines.slice(expected - batch.from);
    for (const line of fresh) this.push(line);
    if (fresh.length === 0) return { kind: 'known' };
    this.notify();
    return { kind: 'appended', lines: fresh.length };
  }

  private push(line: LogLine): void {
    if (line.seq !== this.lastSeq + 1) {
      throw new Error(`log batch out of order: found line ${line.seq}, needed line ${this.lastSeq + 1}`);
    }
    const tone = toneOf(line);
    this.texts.push(line.text);
    this.times.push(line.at);
    this.hostIds.push(this.hosts.idOf(line.host));
    this.stepIds.push(this.steps.idOf(line.step));
    this.attempts.push(line.attempt);
    this.toneIds.push(tones.indexOf(tone));
    if (tone === 'error') this.errors.push(line.seq);
  }

  /** '' for a line that isn't here. */
  text(seq: number): string {
    return this.texts[seq - 1] ?? '';
  }

  /** Milliseconds since the epoch. */
  at(seq: number): number {
    return this.times.at(seq - 1) ?? 0;
  }

  host(seq: number): string {
    return this.hosts.names[this.hostIds.at(seq - 1) ?? -1] ?? '';
  }

  step(seq: number): string {
    return this.steps.names[this.stepIds.at(seq - 1) ?? -1] ?? '';
  }

  attempt(seq: number): number {
    return this.attempts.at(seq - 1) ?? 0;
  }

  tone(seq: number): Tone {
    return tones[this.toneIds.at(seq - 1) ?? 0] ?? 'plain';
  }

  /** First line at or after `seq` that looks like an error, of that step when one is given; 0 when there is none. */
  firstError(seq: number, step?: string): number {
    for (let i = this.errors.lowerBound(seq); i < this.errors.length; i += 1) {
      const found = this.errors.at(i) ?? 0;
      if (step === undefined || this.step(found) === step) return found;
    }
    return 0;
  }

  get errorLines(): number {
    return this.errors.length;
  }

  /** Step ids that some line carries, in order of appearance. */
  get stepsSeen(): readonly string[] {
    return this.steps.names;
  }

  /** A test on numbers for the lines of one host and one step; null when no line can match yet. */
  matcher(host: string | null, step: string | null): ((seq: number) => boolean) | null {
    const hostId = host === null ? null : this.hosts.find(host);
    const stepId = step === null ? null : this.steps.find(step);
    if (hostId === undefined || stepId === undefined) return null;
    return (seq) =>
      (hostId === null || this.hostIds.at(seq - 1) === hostId) &&
      (stepId === null || this.stepIds.at(seq - 1) === stepId);
  }

  /** Called at most once per animation frame, however many batches arrive between two. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private notify(): void {
    if (this.notifying) return;
    this.notifying = true;
    this.schedule(() => {
      this.notifying = false;
      for (const listener of this.listeners) listener();
    });
  }
}
