import type { OpenReader } from '@/lib/cluster/open-reader';
import type { ClusterMessage } from './protocol';

/** A page gets at most two views a second. */
const everyMs = 500;
/** Whether another run made the cluster anew is looked for so often, milliseconds. */
const lookAgainMs = 10_000;
/** A page that is loaded again comes back within that, milliseconds: its cluster is asked on meanwhile. */
const lingerMs = 3_000;

/** Resolves when the page has taken it, rejects when it never will. */
export type SendCluster = (message: ClusterMessage) => Promise<void>;

export type ClusterFeedOptions = {
  planId: string;
  open: (planId: string, changed: () => void) => Promise<OpenReader | null>;
  /** Which runs made the cluster what it is; changes with another install, and with an uninstall. */
  madeBy: (planId: string) => Promise<string | null>;
  /** Nobody looks any more, and nothing is asked. */
  ended: () => void;
};

type Page = { shown: string; busy: boolean };

/**
 * One plan's cluster to all pages that show it. It is asked only while somebody looks:
 *
 *     idle ──first page──▶ open ──last page──▶ lingering ──▶ ended
 *                            ◀────a page─────────┘
 */
export class ClusterFeed {
  readonly #options: ClusterFeedOptions;
  readonly #pages = new Map<SendCluster, Page>();
  /** Undefined before it was looked for; null: nothing is installed. */
  #open: OpenReader | null | undefined;
  #opening: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #look: NodeJS.Timeout | null = null;
  #linger: NodeJS.Timeout | null = null;
  #ended = false;

  constructor(options: ClusterFeedOptions) {
    this.#options = options;
  }

  add(send: SendCluster): void {
    if (this.#linger) clearTimeout(this.#linger);
    this.#linger = null;
    this.#pages.set(send, { shown: '', busy: false });
    if (this.#open === undefined) this.#begin();
    else this.#changed();
  }

  remove(send: SendCluster): void {
    if (!this.#pages.delete(send) || this.#pages.size > 0 || this.#ended) return;
    this.#linger = setTimeout(() => void this.close(), lingerMs);
  }

  /** Asks no more; resolves when nothing of it runs. */
  async close(): Promise<void> {
    this.#ended = true;
    for (const timer of [this.#timer, this.#look, this.#linger]) if (timer) clearTimeout(timer);
    this.#options.ended();
    await this.#opening;
    await this.#open?.reader.stop();
  }

  #begin(): void {
    this.#opening ??= this.#reopen().finally(() => {
      this.#opening = null;
      if (!this.#ended) this.#look = setTimeout(() => this.#begin(), lookAgainMs);
    });
  }

  async #reopen(): Promise<void> {
    const { planId, open, madeBy } = this.#options;
    try {
      if (this.#open !== undefined && (await madeBy(planId)) === (this.#open?.madeBy ?? null)) return;
      const before = this.#open;
      this.#open = await open(planId, () => this.#changed());
      await before?.reader.stop();
      this.#changed();
    } catch {
      // The database is away: looked for again.
    }
  }

  #changed(): void {
    if (this.#ended || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#show();
    }, everyMs);
  }

  #show(): void {
    if (this.#open === undefined) return;
    const message: ClusterMessage = { planId: this.#options.planId, view: this.#open?.reader.view() ?? null };
    const text = JSON.stringify(message);
    for (const [send, page] of this.#pages) {
      if (page.busy || page.shown === text) continue;
      page.busy = true;
      page.shown = text;
      send(message).then(
        () => {
          page.busy = false;
          this.#changed();
        },
        () => this.remove(send),
      );
    }
  }
}
