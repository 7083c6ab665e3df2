import { setTimeout as sleep } from 'node:timers/promises';
import { render } from '@/lib/runbook/render';
import { type Runbook, runbookSchema } from '@/lib/runbook/runbook';
import { inTransaction } from '@/lib/store/in-transaction';
import { type AttemptRow, attemptsOf } from './attempt-row';
import { ClusterWatch } from './cluster-watch';
import { urgency } from './critical-path';
import type { Engine } from './engine';
import { executeStep } from './execute-step';
import { checkFence, FencedError, fenced, takeOver } from './fence';
import { LogWriter } from './log-writer';
import { Patience } from './patience';
import { type Moves, reduce } from './reducer';
import { loadValues } from './run-values';
import { Slots } from './slots';
import { type DriveContext, type ReadyStep, StepContext } from './step-context';
import { transition } from './transition';
import type { RunState } from './view';

/** Without a wake-up, a driver looks this often whether a person cancelled or retried, milliseconds. */
const lookEveryMs = 2_000;
/** Leaving a finished run's hosts clean may take so long, milliseconds; what stays is on tmpfs. */
const cleanMs = 3_000;

export type DriveEnd =
  | { kind: 'finished'; state: RunState }
  /** The run isn't queued or running. */
  | { kind: 'nothing-to-drive' }
  /** Another driver took over; this one has stopped touching anything. */
  | { kind: 'fenced' }
  /** `signal` was aborted: the run goes on wherever it is driven next. */
  | { kind: 'stopped' };

export type DriveOptions = {
  signal: AbortSignal;
  /** Calls back when a person asked something of this run; returns how to stop listening. */
  onControl?: (callback: () => void) => () => void;
};

/**
 * Drives a run from whatever state it is in to its end:
 *
 *     take over → load → (reduce the facts of the database → start, resume, stop)* → finish
 *
 * Facts are read again before each decision, because people add attempts and cancel beside the driver.
 */
export async function drive(engine: Engine, runId: string, options: DriveOptions): Promise<DriveEnd> {
  const driven = await wasDriven(engine, runId);
  const fence = await takeOver(engine.pool, runId);
  if (fence === null) return { kind: 'nothing-to-drive' };
  const over = new AbortController();
  const shutdown = AbortSignal.any([options.signal, over.signal]);
  const held = { pool: engine.pool, runId, fence };
  const run = await loadRun(engine, runId);
  const { values, redactor } = await loadValues(engine.pool, engine.unseal, runId);
  const log = new LogWriter(held, redactor, (error) => over.abort(error));
  const hosts = await engine.openHosts({ id: runId, planId: run.planId, planRevision: run.planRevision });
  const say = (host: string, text: string) =>
    void log.write([{ host, step: '', attempt: 0, stream: 'engine', text, at: Date.now() }]).catch(() => {});
  const ranks = urgency(run.runbook.steps);
  const context: DriveContext = {
    engine,
    held,
    planId: run.planId,
    bundleFolder: run.bundleFolder,
    hosts,
    log,
    patience: new Patience(hosts, engine.limits, say),
    uploads: new Slots(engine.limits.uploadsAtOnce),
    urgencyOf: (stepId) => ranks.get(stepId) ?? 0,
    values,
    redactor,
    shutdown,
  };
  const watch = new ClusterWatch(context, run.runbook);
  try {
    if (driven && run.lastSeq > 0) say('', 'the console was restarted or replaced; going on from what is stored');
    const state = await new Driver(context, run.runbook, over, watch).run(options.onControl);
    if (state !== null) return { kind: 'finished', state };
  } catch (error) {
    if (!(error instanceof FencedError)) throw error;
    return { kind: 'fenced' };
  } finally {
    over.abort();
    log.abandon(new FencedError(runId, fence));
    await watch.ended;
    await hosts.close().catch(() => {});
  }
  if (options.signal.aborted) return { kind: 'stopped' };
  throw over.signal.reason;
}

class Driver {
  readonly #context: DriveContext;
  readonly #runbook: Runbook;
  readonly #over: AbortController;
  readonly #watch: ClusterWatch;
  /** Steps that this process is carrying out. */
  readonly #active = new Map<string, { cancel: AbortController; done: Promise<void> }>();
  #wake = () => {};

  constructor(context: DriveContext, runbook: Runbook, over: AbortController, watch: ClusterWatch) {
    this.#context = context;
    this.#runbook = runbook;
    this.#over = over;
    this.#watch = watch;
  }

  /** The state in which the run finished; null when this driver ended before it. */
  async run(onControl: DriveOptions['onControl']): Promise<RunState | null> {
    const { shutdown } = this.#context;
    const stopListening = onControl?.(() => this.#wake());
    const onShutdown = () => this.#wake();
    shutdown.addEventListener('abort', onShutdown, { once: true });
    try {
      while (!shutdown.aborted) {
        const woken = new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#watch.startWhenPossible();
        // What a step of ours was in when the facts were read may be over by now: only what nobody carried out then is
        // begun on these facts. A step that ended meanwhile has woken this loop, which decides again.
        const atWork = new Set(this.#active.keys());
        const { moves, attempts } = await this.#decide();
        if (moves.finish && this.#active.size === 0) {
          const finished = await this.#finish(moves.finish);
          if (finished) return finished;
          continue;
        }
        for (const id of moves.stop) this.#active.get(id)?.cancel.abort(new Error('cancelled by a person'));
        for (const id of [...moves.resume, ...moves.start])
          if (!atWork.has(id)) this.#carryOn(id, attempts, moves.stop.includes(id));
        await Promise.race([woken, sleep(lookEveryMs, undefined, { ref: false })]);
      }
      if (this.#over.signal.aborted) throw this.#over.signal.reason;
      return null;
    } finally {
      stopListening?.();
      shutdown.removeEventListener('abort', onShutdown);
      if (!shutdown.aborted) this.#over.abort();
      await Promise.allSettled([...this.#active.values()].map(({ done }) => done));
    }
  }

  async #decide(): Promise<{ moves: Moves; attempts: AttemptRow[] }> {
    const { engine, held } = this.#context;
    const attempts = await attemptsOf(engine.pool, held.runId);
    const { rows } = await engine.pool.query<{ cancelled: boolean; fence: number }>(
      'SELECT cancel_requested_at IS NOT NULL AS cancelled, fence FROM run WHERE id = $1',
      [held.runId],
    );
    if (rows[0]?.fence !== held.fence) throw new FencedError(held.runId, held.fence);
    return { moves: reduce(this.#runbook, attempts, rows[0].cancelled, engine.limits), attempts };
  }

  #carryOn(stepId: string, attempts: AttemptRow[], cancelled: boolean) {
    if (this.#active.has(stepId)) return;
    const step = this.#runbook.steps.find((each) => each.id === stepId);
    const attempt = attempts.findLast((each) => each.stepId === stepId);
    if (!step || !attempt) return;
    const cancel = new AbortController();
    if (cancelled) cancel.abort(new Error('cancelled by a person'));
    const done = this.#execute(step, attempt, cancel.signal)
      .catch((error: unknown) => this.#over.abort(error))
      .finally(() => {
        this.#active.delete(stepId);
        this.#wake();
      });
    this.#active.set(stepId, { cancel, done });
  }

  async #execute(step: Runbook['steps'][number], attempt: AttemptRow, cancel: AbortSignal): Promise<void> {
    let rendered: ReadyStep;
    try {
      rendered = { ...step, ...render(step, this.#context.values) };
    } catch (error) {
      return this.#refuse(step.id, attempt, error);
    }
    await executeStep(new StepContext(this.#context, rendered, attempt, cancel));
  }

  /** A step that can't even be written out: its runbook asks for a value that nothing gave. */
  async #refuse(stepId: string, attempt: AttemptRow, error: unknown): Promise<void> {
    const { held, redactor } = this.#context;
    const message = redactor.line(error instanceof Error ? error.message : String(error));
    await fenced(held, async (client) => {
      const key = { runId: held.runId, stepId, number: attempt.number };
      let { state } = attempt;
      if (state === 'waiting') {
        await transition(client, key, state, 'observing');
        state = 'observing';
      }
      const failure = {
        part: 'engine',
        code: 'not-rendered',
        exitCode: null,
        command: '',
        line: 0,
        message,
        seq: 0,
      } as const;
      await transition(client, key, state, 'failed', failure);
    });
  }

  /** Null when a person retried a step in the meantime: then the run isn't over. */
  async #finish(state: NonNullable<Moves['finish']>): Promise<RunState | null> {
    const { engine, held, hosts, log } = this.#context;
    if (state === 'succeeded') {
      await this.#watch.settle();
      await fenced(held, async () => {});
      const signal = AbortSignal.timeout(cleanMs);
      const names = [...new Set(this.#runbook.steps.map((step) => step.host))];
      await Promise.allSettled(names.map((name) => hosts.clean(name, held.runId, signal)));
    }
    await this.#watch.stop();
    await log.write([{ host: '', step: '', attempt: 0, stream: 'engine', text: `run ${state}`, at: Date.now() }]);
    await log.flush();
    return inTransaction(engine.pool, async (client) => {
      await checkFence(client, held);
      const { rows } = await client.query<{ cancelled: boolean }>(
        'SELECT cancel_requested_at IS NOT NULL AS cancelled FROM run WHERE id = $1',
        [held.runId],
      );
      const attempts = await attemptsOf(client, held.runId);
      const { finish } = reduce(this.#runbook, attempts, rows[0]?.cancelled ?? false, engine.limits);
      if (finish === null) return null;
      await client.query(`UPDATE run SET state = $2, finished_at = now() AT TIME ZONE 'utc' WHERE id = $1`, [
        held.runId,
        finish,
      ]);
      return finish;
    });
  }
}

/** A run that a person started again is queued; one that lost its driver still says that it runs. */
async function wasDriven({ pool }: Engine, runId: string): Promise<boolean> {
  const { rowCount } = await pool.query(`SELECT 1 FROM run WHERE id = $1 AND state = 'running'`, [runId]);
  return rowCount === 1;
}

async function loadRun(engine: Engine, runId: string) {
  const { rows } = await engine.pool.query<{
    planId: string;
    planRevision: number;
    runbook: unknown;
    lastSeq: number;
    folder: string | null;
  }>(
    `SELECT run.plan_id AS "planId", run.plan_revision AS "planRevision", run.runbook, run.last_seq AS "lastSeq",
       revision.document #>> '{artifacts,folder}' AS folder
     FROM run LEFT JOIN plan_revision revision
       ON revision.plan_id = run.plan_id AND revision.number = run.plan_revision
     WHERE run.id = $1`,
    [runId],
  );
  const row = rows[0];
  if (!row) throw new Error(`run ${runId} is gone`);
  return { ...row, runbook: runbookSchema.parse(row.runbook), bundleFolder: row.folder ?? '' };
}
