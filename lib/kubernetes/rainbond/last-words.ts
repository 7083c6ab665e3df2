import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { lastEnd, nameOf, statusesOf } from './look';
import { timeOf } from './objects';

/** Of one end of a container: `previous` when another one runs or waits in its place. */
export type LogAsk = { pod: string; container: string; previous: boolean };

/** Lines that are read of a log, and bytes: an error stands at its end, behind at most a stack. */
export const lastLines = 20;
export const lastBytes = 8_192;

export const containerKey = (pod: V1Pod, status: V1ContainerStatus): string =>
  `${pod.metadata?.uid ?? nameOf(pod)}/${status.name}`;

/**
 * What containers said last before they failed. kubelet tells it by itself only for those that write a termination message,
 * which Rainbond's don't: the log is read, once for each end. One that can't be read counts as silent. Until the words of a new end
 * are there, those of the one before stand.
 */
export class LastWords {
  /** By `containerKey`; '' for silence. */
  readonly said = new Map<string, string>();
  readonly #read: (ask: LogAsk) => Promise<string>;
  readonly #changed: () => void;
  /** Which end was asked for, milliseconds since the epoch. */
  readonly #asked = new Map<string, number>();

  constructor(read: (ask: LogAsk) => Promise<string>, changed: () => void) {
    this.#read = read;
    this.#changed = changed;
  }

  /** Asks for what isn't known of these pods, and forgets what is of pods that are gone. */
  of(pods: V1Pod[]): void {
    const current = new Set<string>();
    for (const pod of pods)
      for (const status of statusesOf(pod)) {
        const key = containerKey(pod, status);
        current.add(key);
        const end = lastEnd(status);
        const endedAt = timeOf(end?.finishedAt);
        if (!end || end.exitCode === 0 || end.message || this.#asked.get(key) === endedAt) continue;
        this.#asked.set(key, endedAt);
        void this.#ask(key, { pod: nameOf(pod), container: status.name, previous: !status.state?.terminated });
      }
    for (const key of this.#asked.keys())
      if (!current.has(key)) {
        this.#asked.delete(key);
        this.said.delete(key);
      }
  }

  async #ask(key: string, ask: LogAsk): Promise<void> {
    const said = await this.#read(ask).catch(() => '');
    if (!this.#asked.has(key)) return;
    this.said.set(key, said);
    this.#changed();
  }
}
