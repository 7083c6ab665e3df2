import type { RunView } from '@/lib/runs/view';

/** A page gets at most four views a second: reading and drawing a whole run more often costs more than anybody can see. */
const everyMs = 250;

export type ViewTarget = {
  /** False while the page is still busy with earlier messages: the view is tried again later, with what is newest then. */
  ready: () => boolean;
  send: (view: RunView) => void;
};

/** One run's view to all who look at it: read once per change, not once per page. */
export class ViewFeed {
  readonly #read: () => Promise<RunView | null>;
  readonly #targets = new Map<ViewTarget, number>();
  #lastRead = 0;
  #dirty = false;
  /** Set while a read is planned or under way. */
  #busy = false;

  constructor(read: () => Promise<RunView | null>) {
    this.#read = read;
  }

  get empty(): boolean {
    return this.#targets.size === 0;
  }

  add(target: ViewTarget): void {
    this.#targets.set(target, -1);
    this.changed();
  }

  remove(target: ViewTarget): void {
    this.#targets.delete(target);
  }

  changed(): void {
    this.#dirty = true;
    if (this.#busy) return;
    this.#busy = true;
    setTimeout(() => void this.#show(), Math.max(0, this.#lastRead + everyMs - Date.now()));
  }

  async #show(): Promise<void> {
    this.#dirty = false;
    this.#lastRead = Date.now();
    let late = false;
    try {
      const view = this.empty ? null : await this.#read();
      for (const [target, sent] of this.#targets) {
        if (!view || sent >= view.version) continue;
        if (!target.ready()) {
          late = true;
          continue;
        }
        this.#targets.set(target, view.version);
        target.send(view);
      }
    } catch {
      // The database is away: what changed is still to be shown.
      late = true;
    }
    this.#busy = false;
    if (this.#dirty || (late && !this.empty)) this.changed();
  }
}
