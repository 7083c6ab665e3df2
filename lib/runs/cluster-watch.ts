import { setTimeout as sleep } from 'node:timers/promises';
import type { Runbook } from '@/lib/runbook/runbook';
import type { ClusterState } from './cluster-port';
import { fenced } from './fence';
import type { DriveContext } from './step-context';

/** The page's cluster state is stored at most this often, milliseconds. */
const storeEveryMs = 250;
/** Lines older than this are of events that no watch tells any more, however wrong the cluster's clock is; milliseconds. */
const saidMs = 10 * 60_000;
/** After a successful run, the page may wait so long to see every node Ready, milliseconds. */
const settleMs = 10_000;

/**
 * Watches the cluster's own API beside the run: from when the step that yields the kubeconfig is done (from the start, for a
 * cluster that exists), until the run ends. Whatever goes wrong here is not the run's failure.
 *
 *     idle → watching → ended
 */
export class ClusterWatch {
  readonly #context: DriveContext;
  readonly #runbook: Runbook;
  readonly #abort = new AbortController();
  #running: Promise<void> | null = null;
  /** Newest state that isn't stored yet; null when all is stored. */
  #unstored: ClusterState | null = null;
  #latest: ClusterState | null = null;
  #storing: Promise<void> | null = null;

  constructor(context: DriveContext, runbook: Runbook) {
    this.#context = context;
    this.#runbook = runbook;
  }

  /** Resolves when nothing of the watch runs any more. */
  get ended(): Promise<void> {
    this.#abort.abort();
    return Promise.allSettled([this.#running, this.#storing]).then(() => {});
  }

  startWhenPossible(): void {
    const { watch } = this.#runbook;
    const { outputs, secrets } = this.#context.values;
    const kubeconfig = watch && (watch.existing ? secrets[watch.existing.secret] : outputs[watch.kubeconfigOutput]);
    if (this.#running || !kubeconfig) return;
    this.#running = this.#watch(kubeconfig).catch(() => {});
  }

  async #watch(kubeconfig: string): Promise<void> {
    const { engine, hosts, shutdown, log, redactor } = this.#context;
    // Without them a few lines stand twice, and the watch goes on.
    const said = await this.#saidBefore().catch(() => new Set<string>());
    await engine.watchCluster({
      kubeconfig,
      runbook: this.#runbook,
      hosts,
      signal: AbortSignal.any([shutdown, this.#abort.signal]),
      sink: {
        state: (state) => this.#store(state),
        line: (text) => {
          const line = {
            host: '',
            step: 'kubernetes',
            attempt: 0,
            stream: 'kubernetes',
            text,
            at: Date.now(),
          } as const;
          log.write([line]).catch(() => {});
        },
        wasSaid: (line) => said.has(redactor.line(line)),
      },
    });
  }

  /** Lines of the driver that this one took the run over from: events of the last moments are listed again. */
  async #saidBefore(): Promise<ReadonlySet<string>> {
    const { pool, runId } = this.#context.held;
    const { rows } = await pool.query<{ text: string }>(
      `SELECT text FROM log_line WHERE run_id = $1 AND stream = 'kubernetes' AND at > to_timestamp($2 / 1000.0)`,
      [runId, Date.now() - saidMs],
    );
    return new Set(rows.map(({ text }) => text));
  }

  /** Waits a moment for what an installed cluster shows last: its nodes becoming Ready. */
  async settle(): Promise<void> {
    if (!this.#running) return;
    const until = Date.now() + settleMs;
    while (Date.now() < until && !this.#context.shutdown.aborted && !this.#ready()) await sleep(100);
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    await this.#storing;
  }

  #ready(): boolean {
    const state = this.#latest;
    if (!state?.watching || state.nodes.length < this.#runbook.hosts.length) return false;
    return state.nodes.every((node) => node.ready === 'ready');
  }

  #store(state: ClusterState) {
    this.#latest = state;
    this.#unstored = state;
    this.#storing ??= this.#storeLoop().finally(() => {
      this.#storing = null;
    });
  }

  async #storeLoop(): Promise<void> {
    const { held, shutdown } = this.#context;
    while (this.#unstored && !shutdown.aborted) {
      const { redactor } = this.#context;
      // Operators and programs in pods repeat what they were given: words of theirs pass the same filter as a log line.
      const clean = (_key: string, value: unknown) => (typeof value === 'string' ? redactor.line(value) : value);
      const state = JSON.stringify(this.#unstored, clean);
      this.#unstored = null;
      try {
        await fenced(held, (client) =>
          client.query('UPDATE run SET cluster = $2::jsonb WHERE id = $1', [held.runId, state]),
        );
      } catch {
        // A fenced driver learns it from its steps; a database that is away will get the next state.
      }
      if (!this.#abort.signal.aborted) await sleep(storeEveryMs);
    }
  }
}
