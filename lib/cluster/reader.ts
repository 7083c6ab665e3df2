import type { HostPool } from '@/lib/hosts/pool';
import { ApiClient } from '@/lib/kubernetes/api-client';
import type { ClusterNews } from '@/lib/kubernetes/cluster-news';
import type { RainbondState } from '@/lib/kubernetes/rainbond/state';
import { watchCluster } from '@/lib/kubernetes/watch-cluster';
import { watchObjects } from '@/lib/kubernetes/watch-objects';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import { hostsWithRole, internalAddressOf, type Plan } from '@/lib/plan/schema';
import { ApiAsker } from './ask-api';
import { askDisks } from './ask-disks';
import { askEtcd } from './ask-etcd';
import { askPorts } from './ask-ports';
import { askNfs, askRegistry, DatabaseAsker } from './ask-services';
import { askVip } from './ask-vip';
import { applicationAddress, entryPorts, virtualAddress } from './entry-ports';
import { hiddenPoints } from './hidden-points';
import { capabilitiesNow } from './now/capabilities-now';
import { answered, ownProblem, silent } from './reading';
import { nothingRead, type Readings } from './readings';
import { repeat } from './repeat';
import { type Seat, seatOf } from './seat';
import type { CapabilityState, ClusterEvent, ClusterView } from './view';

/**
 * How long each is left alone between an answer and the next question, milliseconds. Services outside feel every question: they are
 * asked less often. A round of the entry's ports takes 5.5 s at the longest, so that one that was shut shows within 10 s.
 */
const everyMs = { api: 2_000, etcd: 5_000, entry: 4_000, vip: 5_000, services: 10_000, disks: 30_000 };
/** A page shows the newest few. */
const eventsKept = 50;
const namespaces = ['kube-system'];
const noRainbond: RainbondState = { conditions: [], components: [], causes: [], version: '', suffix: '' };

export type ReaderOptions = {
  planId: string;
  /** As it was installed. */
  plan: Plan;
  kubeconfig: string;
  /** SSH to the plan's hosts; closed by the reader. */
  pool: HostPool;
  /** What the database is signed in to with; null when the store has none. */
  databaseLogin: () => Promise<{ user: string; password: string } | null>;
  /** Words of the API, without what the console keeps secret: operators and pods repeat what they were given. */
  redact: (text: string) => string;
  /** Something of the view is new. */
  changed: () => void;
};

/** Asks a cluster what it is, again and again, from `start` to `stop`; nothing of it is stored. */
export class ClusterReader {
  readonly #options: ReaderOptions;
  readonly #plan: Plan;
  readonly #seat: Seat;
  readonly #stop = new AbortController();
  readonly #readings: Readings = nothingRead();
  #events: ClusterEvent[] = [];
  #eventId = 0;
  readonly #states = new Map<CapabilityId, CapabilityState>();
  /** What was said of the API until everything was listed once is no news. */
  #watching = false;
  #running: Promise<unknown> | null = null;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#plan = options.plan;
    this.#seat = seatOf(options.pool, options.plan, options.kubeconfig);
  }

  start(): void {
    this.#running ??= this.#run().catch(() => {});
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#options.pool.close();
    await this.#running;
  }

  view(): ClusterView {
    const plan = this.#plan;
    const readings = this.#readings;
    const { objects, rainbond, disks } = readings;
    const { at, silentSince, problem } = objects;
    const state = silentSince !== null ? 'away' : at === null ? 'connecting' : 'answering';
    return {
      planId: this.#options.planId,
      api: { state, at, silentSince, problem },
      unreached: [...this.#seat.unreached].map(([host, { code, values }]) => ({ host, code, values })),
      nodes: (objects.value?.nodes ?? []).map((node) => ({ ...node, disk: disks.value?.[node.name] ?? null })),
      capabilities: capabilitiesNow({ plan, readings }),
      rainbond: rainbond.value,
      points: hiddenPoints(plan, readings),
      events: this.#events,
    };
  }

  async #run(): Promise<void> {
    const { kubeconfig } = this.#options;
    const tunnel = async () => {
      try {
        return await this.#seat.toApi();
      } catch (error) {
        this.#keep('objects', silent(this.#readings.objects, wordsOf(error), Date.now()));
        this.#silenceRainbond(wordsOf(error));
        throw error;
      }
    };
    const api = await ApiClient.open({ kubeconfig, tunnel });
    try {
      await Promise.all([this.#watchObjects(api), this.#watchLines(), this.#askApi(), ...this.#asking(api)]);
    } finally {
      await api.close();
    }
  }

  #watchObjects({ config }: ApiClient): Promise<void> {
    return watchObjects({
      config,
      signal: this.#stop.signal,
      changed: (objects) => this.#keep('objects', answered(objects, Date.now())),
      away: () => {
        const { objects } = this.#readings;
        this.#keep('objects', silent(objects, objects.problem || ownProblem('watch-cut'), Date.now()));
      },
    });
  }

  #watchLines(): Promise<void> {
    const rainbond = this.#plan.rainbond.kind !== 'none';
    return watchCluster({
      kubeconfig: this.#options.kubeconfig,
      tunnel: () => this.#seat.toApi(),
      namespaces,
      rainbond,
      signal: this.#stop.signal,
      sink: {
        state: (state) => {
          if (state.watching) this.#watching = true;
          if (!rainbond) return;
          // It is asked and nothing of it is there: that is an answer.
          if (state.watching) this.#keep('rainbond', answered(this.#clean(state.rainbond ?? noRainbond), Date.now()));
          else if (this.#watching) this.#silenceRainbond(ownProblem('watch-cut'));
        },
        line: (text, news) => {
          if (this.#watching) this.#tell({ kind: 'api', news: this.#clean(news), warning: / Warning /.test(text) });
        },
      },
    });
  }

  #clean<T extends RainbondState | ClusterNews>(said: T): T {
    const clean = (_key: string, value: unknown) => (typeof value === 'string' ? this.#options.redact(value) : value);
    return JSON.parse(JSON.stringify(said, clean)) as T;
  }

  #silenceRainbond(problem: string): void {
    if (this.#plan.rainbond.kind !== 'none')
      this.#keep('rainbond', silent(this.#readings.rainbond, problem, Date.now()));
  }

  async #askApi(): Promise<void> {
    const asker = new ApiAsker(this.#seat, this.#plan, this.#options.kubeconfig);
    try {
      await this.#repeatedly('api', everyMs.api, (signal) => asker.ask(signal));
    } finally {
      await asker.close();
    }
  }

  /** What this plan has is asked for; the rest stays unread. */
  #asking(api: ApiClient): Promise<void>[] {
    const { entry, storage, registry, database, rainbond } = this.#plan;
    const seat = this.#seat;
    const etcd = hostsWithRole(this.#plan, 'etcd').map(internalAddressOf);
    const ports = entryPorts(this.#plan);
    const virtual = virtualAddress(this.#plan);
    const outside = rainbond.kind !== 'none';
    const asking = [
      this.#repeatedly('etcd', everyMs.etcd, (signal) => seat.use((host) => askEtcd(host, etcd, signal))),
      this.#repeatedly('disks', everyMs.disks, async (signal) => {
        const nodes = this.#readings.objects.value?.nodes.filter(({ ready }) => ready === 'ready') ?? [];
        return nodes.length === 0
          ? null
          : askDisks(
              api,
              nodes.map(({ name }) => name),
              signal,
            );
      }),
    ];
    const address = applicationAddress(this.#plan);
    if (entry.application.kind !== 'none' && address !== '' && ports.length > 0)
      asking.push(this.#repeatedly('entry', everyMs.entry, (signal) => askPorts(seat, address, ports, signal)));
    if (virtual) {
      const gateways = hostsWithRole(this.#plan, 'gateway').map(({ name }) => name);
      asking.push(this.#repeatedly('vip', everyMs.vip, (signal) => askVip(seat, virtual, gateways, signal)));
    }
    if (storage.kind === 'external-nfs' && storage.server !== '')
      asking.push(
        this.#repeatedly('nfs', everyMs.services, (signal) => seat.use((host) => askNfs(host, storage.server, signal))),
      );
    if (outside && registry.kind === 'external' && registry.address !== '')
      asking.push(
        this.#repeatedly('registry', everyMs.services, (signal) =>
          seat.use((host) => askRegistry(host, registry, signal)),
        ),
      );
    if (outside && database.kind === 'external' && database.credential !== '') asking.push(this.#askDatabase(database));
    return asking;
  }

  async #askDatabase(database: Extract<Plan['database'], { kind: 'external' }>): Promise<void> {
    const asker = new DatabaseAsker(database);
    try {
      await this.#repeatedly('database', everyMs.services, async (signal) => {
        const login = await this.#options.databaseLogin();
        if (!login) throw new Error(ownProblem('credential-gone'));
        return this.#seat.use((host) => asker.ask(host, login, signal));
      });
    } finally {
      asker.close();
    }
  }

  /** A failure to ask is told as such; null keeps what was read before, and is asked again soon. */
  #repeatedly<K extends keyof Readings>(
    what: K,
    ms: number,
    ask: (signal: AbortSignal) => Promise<NonNullable<Readings[K]['value']> | null>,
  ): Promise<void> {
    const { signal } = this.#stop;
    return repeat(ms, signal, async () => {
      try {
        const value = await ask(signal);
        if (value === null) return 'not-yet';
        this.#keep(what, answered(value, Date.now()) as Readings[K]);
      } catch (error) {
        if (!signal.aborted)
          this.#keep(what, silent<unknown>(this.#readings[what], wordsOf(error), Date.now()) as Readings[K]);
      }
      return 'done';
    });
  }

  #keep<K extends keyof Readings>(what: K, reading: Readings[K]): void {
    if (this.#stop.signal.aborted) return;
    this.#readings[what] = reading;
    for (const { id, state } of capabilitiesNow({ plan: this.#plan, readings: this.#readings })) {
      const before = this.#states.get(id);
      this.#states.set(id, state);
      // The first word on it is no news.
      if (before !== undefined && before !== state && (before !== 'unknown' || state === 'down'))
        this.#tell({ kind: 'capability', capability: id, state });
    }
    this.#options.changed();
  }

  #tell(
    event:
      | Pick<Extract<ClusterEvent, { kind: 'api' }>, 'kind' | 'news' | 'warning'>
      | Pick<Extract<ClusterEvent, { kind: 'capability' }>, 'kind' | 'capability' | 'state'>,
  ): void {
    this.#eventId += 1;
    this.#events = [{ id: this.#eventId, at: Date.now(), ...event }, ...this.#events].slice(0, eventsKept);
    this.#options.changed();
  }
}

/** In the words of whoever said it; a HostError's own message has its code and what it is about. */
function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
