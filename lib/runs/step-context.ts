import type { PoolClient } from 'pg';
import type { RenderedStep } from '@/lib/runbook/render';
import type { Step } from '@/lib/runbook/runbook';
import type { AttemptRow } from './attempt-row';
import type { Engine } from './engine';
import { fenced, type Held } from './fence';
import type { ActRef, RunHosts } from './hosts-port';
import type { LogWriter, NewLine } from './log-writer';
import type { Patience } from './patience';
import type { Redactor } from './redact';
import type { RunValues } from './run-values';
import type { Slots } from './slots';
import { transition } from './transition';
import type { AttemptState, StepError } from './view';

/** What all steps of a run share while one driver drives it. */
export type DriveContext = {
  engine: Engine;
  held: Held;
  planId: string;
  bundleFolder: string;
  hosts: RunHosts;
  log: LogWriter;
  patience: Patience;
  uploads: Slots;
  /** Seconds of work that wait for a step (critical-path.ts). */
  urgencyOf: (stepId: string) => number;
  values: RunValues;
  redactor: Redactor;
  /** Ends the driver, not the run: nothing is written any more. */
  shutdown: AbortSignal;
};

/** A step with its placeholders filled in: never to be stored or shown. */
export type ReadyStep = Omit<Step, keyof RenderedStep> & RenderedStep;

/** One attempt while it is carried out. */
export class StepContext {
  readonly drive: DriveContext;
  readonly step: ReadyStep;
  readonly attempt: AttemptRow;
  /** A person cancelled the run. */
  readonly cancel: AbortSignal;
  /** Either of the two. */
  readonly signal: AbortSignal;
  state: AttemptState;
  /** Run's last line when the current part began in this process; 0 when it began before. */
  partSeq = 0;

  constructor(drive: DriveContext, step: ReadyStep, attempt: AttemptRow, cancel: AbortSignal) {
    this.drive = drive;
    this.step = step;
    this.attempt = attempt;
    this.cancel = cancel;
    this.signal = AbortSignal.any([drive.shutdown, cancel]);
    this.state = attempt.state;
  }

  get ref(): ActRef {
    return { runId: this.drive.held.runId, stepId: this.step.id, attempt: this.attempt.number };
  }

  line(stream: 'out' | 'engine', text: string, end?: number): NewLine {
    const { id: step, host } = this.step;
    return { host, step, attempt: this.attempt.number, stream, text, at: Date.now(), end };
  }

  async say(text: string): Promise<void> {
    await this.drive.log.write([this.line('engine', text)]);
  }

  /** Connection losses are waited out; the work must be safe to repeat. */
  patiently<T>(work: () => Promise<T>, signal = this.signal): Promise<T> {
    return this.drive.patience.with(this.step.host, signal, work);
  }

  async move(to: AttemptState, error: StepError | null = null, more?: (client: PoolClient) => Promise<void>) {
    const { runId } = this.drive.held;
    await fenced(this.drive.held, async (client) => {
      await transition(client, { runId, stepId: this.step.id, number: this.attempt.number }, this.state, to, error);
      await more?.(client);
      const { rows } = await client.query<{ seq: number }>('SELECT last_seq AS seq FROM run WHERE id = $1', [runId]);
      this.partSeq = rows[0]?.seq ?? 0;
    });
    this.state = to;
  }
}
