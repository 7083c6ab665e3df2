import type {
  CoreV1Event,
  V1Job,
  V1Node,
  V1PersistentVolumeClaim,
  V1Pod,
  V1StorageClass,
} from '@kubernetes/client-node';
import type { ClusterNews } from '../cluster-news';
import { eventAt } from '../cluster-state';
import { nothingYet, type RainbondCluster, type RainbondObjects, type RbdComponent, timeOf } from './objects';
import { rainbondState } from './rainbond-state';
import type { RainbondCause, RainbondCondition, RainbondState } from './state';

export type RainbondSink = { state: (state: RainbondState | null) => void; news: (news: ClusterNews) => void };

type Named = { metadata?: { name?: string; namespace?: string } };

/** What of one kind is there now, by name. */
export class Shelf<T extends Named> {
  readonly #objects = new Map<string, T>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  seen = (object: T): void => {
    this.#objects.set(object.metadata?.name ?? '', object);
    this.#changed();
  };

  gone = (object: T): void => {
    if (this.#objects.delete(object.metadata?.name ?? '')) this.#changed();
  };

  /** The kind itself isn't there, so nothing of it is. */
  clear = (): void => {
    if (this.#objects.size === 0) return;
    this.#objects.clear();
    this.#changed();
  };

  get all(): T[] {
    return [...this.#objects.values()];
  }
}

/**
 * Everything of Rainbond that the API showed, and what of it is news. It is looked at by `look`, not with every object:
 * an installation shows hundreds in a burst, and some causes come with time alone.
 */
export class RainbondPicture {
  readonly clusters = new Shelf<RainbondCluster>(() => this.touch());
  readonly components = new Shelf<RbdComponent>(() => this.touch());
  readonly pods = new Shelf<V1Pod>(() => this.touch());
  readonly events = new Shelf<CoreV1Event>(() => this.touch());
  readonly claims = new Shelf<V1PersistentVolumeClaim>(() => this.touch());
  readonly jobs = new Shelf<V1Job>(() => this.touch());
  readonly classes = new Shelf<V1StorageClass>(() => this.touch());
  readonly nodes = new Shelf<V1Node>(() => this.touch());
  /** Who reads logs puts what they say here. */
  lastWords: ReadonlyMap<string, string> | null = null;
  /** Everything was listed once: before that nothing is missing, only late. */
  listed = false;
  /** Classes were listed once: only then one can be missing. */
  classesKnown = false;
  readonly #sink: RainbondSink;
  #dirty = true;
  #lookedAt = 0;
  #said = 'null';
  #state: RainbondState | null = null;

  constructor(sink: RainbondSink) {
    this.#sink = sink;
  }

  get objects(): RainbondObjects {
    return {
      ...nothingYet,
      cluster: this.clusters.all[0] ?? null,
      components: this.components.all,
      pods: this.pods.all,
      events: this.events.all,
      claims: this.claims.all,
      jobs: this.jobs.all,
      classes: this.classesKnown ? this.classes.all : null,
      nodes: this.nodes.all,
      lastWords: this.lastWords,
    };
  }

  /** Tells what changed since the last look; nothing before all is listed. `now`: this machine's clock, milliseconds since the epoch. */
  look(now: number): void {
    if (!this.listed || (!this.#dirty && now - this.#lookedAt < lookAgainMs)) return;
    this.#dirty = false;
    this.#lookedAt = now;
    const objects = this.objects;
    const state = rainbondState(objects, Math.max(now, newest(objects)));
    const said = JSON.stringify(state);
    if (said === this.#said) return;
    this.#said = said;
    for (const news of newsOf(this.#state, state)) this.#sink.news(news);
    this.#state = state;
    this.#sink.state(state);
  }

  /** Something is new, on a shelf or beside them. */
  touch = (): void => {
    this.#dirty = true;
  };
}

/** Without news, time alone can make a cause: looked at again after this, milliseconds. */
const lookAgainMs = 1_000;

/** A console whose clock is behind the cluster's counts from what the cluster last wrote. */
function newest({ events, cluster }: RainbondObjects): number {
  const times = [
    ...events.map(eventAt),
    ...(cluster?.status?.conditions ?? []).map(({ lastTransitionTime }) => timeOf(lastTransitionTime)),
  ];
  return Math.max(0, ...times);
}

/** Conditions, components and causes, each when it changed. */
export function newsOf(before: RainbondState | null, after: RainbondState | null): ClusterNews[] {
  const news: ClusterNews[] = [];
  const saidOf = ({ status, reason, message }: RainbondCondition) =>
    [status, reason, message].filter(Boolean).join(' ');
  const old = new Map(before?.conditions.map((condition) => [condition.type, saidOf(condition)]));
  for (const condition of after?.conditions ?? []) {
    const said = saidOf(condition);
    if (old.get(condition.type) !== said) news.push({ kind: 'condition', condition: condition.type, said });
  }
  const was = new Map(before?.components.map((component) => [component.name, component]));
  for (const { name, ready, wanted } of after?.components ?? []) {
    const known = was.get(name);
    was.delete(name);
    if (known?.ready !== ready || known.wanted !== wanted)
      news.push({ kind: 'component', component: name, ready, of: wanted });
  }
  for (const name of was.keys()) news.push({ kind: 'componentRemoved', component: name });
  const causes = new Map(before?.causes.map((cause) => [causeKey(cause), cause]));
  for (const cause of after?.causes ?? []) if (!causes.delete(causeKey(cause))) news.push({ kind: 'cause', cause });
  for (const cause of causes.values()) news.push({ kind: 'causeGone', cause });
  return news;
}

/** The same cause stays the same while its evidence and its pods change. */
export const causeKey = ({ kind, component, subject, values }: RainbondCause) =>
  `${kind} ${values.variant} ${component || subject}`;
