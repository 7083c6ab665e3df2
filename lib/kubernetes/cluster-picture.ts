import type { CoreV1Event, V1Node, V1Pod } from '@kubernetes/client-node';
import { type ClusterNews, newsLine } from './cluster-news';
import { eventAt, eventLine, type NodeReady, nodeReady, podName, podPlace, podReady, podState } from './cluster-state';
import type { RainbondState } from './rainbond/state';

export type Picture = {
  /** False: could not ask just now; the rest is what was last seen. */
  watching: boolean;
  nodes: { name: string; ready: NodeReady }[];
  podsReady: number;
  pods: number;
  /** null while nothing of Rainbond is there, or when it isn't watched. */
  rainbond: RainbondState | null;
};
export type ClusterSink = {
  state: (state: Picture) => void;
  /** `text` is the news as a line of a log. */
  line: (text: string, news: ClusterNews) => void;
  /** Whether an earlier watch, which this one goes on from, said this of an event; asked while the first lists come. */
  wasSaid?: (line: string) => boolean;
};

/** An event older than the watch was not caused by what is watched now; clocks may differ by so much, milliseconds. */
const oldEventMs = 60_000;

/**
 * What is known of a cluster, and what of it is news. Objects may be shown again and again (a list after a lost
 * watch): only what differs from what was said before becomes a line.
 */
export class ClusterPicture {
  readonly #sink: ClusterSink;
  readonly #since: number;
  readonly #nodes = new Map<string, NodeReady>();
  readonly #pods = new Map<string, { state: string; ready: boolean }>();
  /** Last count said, by the event's uid. */
  readonly #events = new Map<string, number>();
  #watching = false;
  /** Every list has come once: what is shown now is new. */
  #listed = false;
  #rainbond: RainbondState | null = null;

  constructor(sink: ClusterSink, now: number) {
    this.#sink = sink;
    this.#since = now - oldEventMs;
  }

  watching(watching: boolean): void {
    if (this.#watching === watching) return;
    this.#watching = watching;
    this.#listed ||= watching;
    this.#show();
  }

  node(node: V1Node): void {
    const name = node.metadata?.name ?? '';
    const ready = nodeReady(node);
    const before = this.#nodes.get(name);
    this.#nodes.set(name, ready);
    if (before === ready) return;
    const words = { ready: 'Ready', 'not-ready': 'NotReady', unknown: 'Unknown' };
    this.tell({ kind: before === undefined ? 'nodeJoined' : 'nodeState', node: name, state: words[ready] });
    this.#show();
  }

  nodeGone(node: V1Node): void {
    const name = node.metadata?.name ?? '';
    if (!this.#nodes.delete(name)) return;
    this.tell({ kind: 'nodeRemoved', node: name });
    this.#show();
  }

  pod(pod: V1Pod): void {
    const key = podName(pod);
    const state = podState(pod);
    const before = this.#pods.get(key);
    this.#pods.set(key, { state, ready: podReady(pod) });
    if (before?.state === state && before.ready === podReady(pod)) return;
    this.tell({ kind: 'podState', pod: podPlace(pod), state, node: pod.spec?.nodeName ?? '' });
    this.#show();
  }

  podGone(pod: V1Pod): void {
    if (!this.#pods.delete(podName(pod))) return;
    this.tell({ kind: 'podRemoved', pod: podPlace(pod) });
    this.#show();
  }

  event(event: CoreV1Event): void {
    const uid = event.metadata.uid ?? '';
    const count = event.series?.count ?? event.count ?? 1;
    if ((this.#events.get(uid) ?? 0) >= count || eventAt(event) < this.#since) return;
    this.#events.set(uid, count);
    const line = eventLine(event);
    if (!this.#listed && this.#sink.wasSaid?.(line)) return;
    this.tell({ kind: 'event', said: line });
  }

  tell(news: ClusterNews): void {
    this.#sink.line(newsLine(news), news);
  }

  rainbond(state: RainbondState | null): void {
    this.#rainbond = state;
    this.#show();
  }

  #show() {
    const pods = [...this.#pods.values()];
    this.#sink.state({
      watching: this.#watching,
      nodes: [...this.#nodes]
        .map(([name, ready]) => ({ name, ready }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
      podsReady: pods.filter((pod) => pod.ready).length,
      pods: pods.length,
      rainbond: this.#rainbond,
    });
  }
}
