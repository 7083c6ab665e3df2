import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineLimits } from './engine';
import { HostFailure, type RunHosts } from './hosts-port';

/**
 * Waits for hosts that are away. Whatever lost its connection asks here; one probe per host looks whether it is back,
 * says so once in the log, and all who wait go on.
 */
export class Patience {
  readonly #hosts: RunHosts;
  readonly #limits: EngineLimits;
  readonly #say: (host: string, text: string) => void;
  readonly #recovering = new Map<string, Promise<void>>();

  constructor(hosts: RunHosts, limits: EngineLimits, say: (host: string, text: string) => void) {
    this.#hosts = hosts;
    this.#limits = limits;
    this.#say = say;
  }

  /**
   * Does `work`, again after each lost connection; so `work` must be safe to repeat. Throws the HostFailure when it
   * can't be helped by waiting, or when waiting took longer than the limit.
   */
  async with<T>(host: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    let firstFailure = 0;
    let pause = this.#limits.retryMs.first;
    for (;;) {
      const began = Date.now();
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof HostFailure) || !error.retryable || signal.aborted) throw error;
        // Work that went well for a while and broke again is a new loss, not the old one.
        if (Date.now() - began > this.#limits.retryMs.longest * 2) {
          firstFailure = 0;
          pause = this.#limits.retryMs.first;
        }
        firstFailure ||= Date.now();
        if (Date.now() - firstFailure > this.#limits.patienceMs) throw error;
        const failedAtOnce = Date.now() - began < pause;
        await this.#recovered(host, error, signal);
        if (failedAtOnce) await sleep(pause, undefined, { signal });
        pause = Math.min(pause * 2, this.#limits.retryMs.longest);
      }
    }
  }

  /** One probe for all that wait for the same host. It ends with who began it; the others then look for themselves. */
  #recovered(host: string, lost: HostFailure, signal: AbortSignal): Promise<void> {
    const underWay = this.#recovering.get(host);
    if (underWay) return underWay.catch(() => signal.throwIfAborted());
    const recovering = this.#recover(host, lost, signal).finally(() => this.#recovering.delete(host));
    this.#recovering.set(host, recovering);
    return recovering;
  }

  async #recover(host: string, lost: HostFailure, signal: AbortSignal): Promise<void> {
    const since = Date.now();
    this.#say(host, `connection to ${host} lost (${lost.code}); trying again`);
    let pause = this.#limits.retryMs.first;
    for (;;) {
      try {
        await this.#hosts.script(host, 'true', { deadlineMs: 10_000, signal });
        this.#say(host, `connection to ${host} back after ${((Date.now() - since) / 1000).toFixed(1)} s`);
        return;
      } catch (error) {
        if (!(error instanceof HostFailure) || !error.retryable) throw error;
        if (Date.now() - since > this.#limits.patienceMs) {
          this.#say(
            host,
            `${host} stayed away for ${Math.round(this.#limits.patienceMs / 1000)} s (${error.code}); giving up`,
          );
          throw error;
        }
      }
      await sleep(pause, undefined, { signal });
      pause = Math.min(pause * 2, this.#limits.retryMs.longest);
    }
  }
}
