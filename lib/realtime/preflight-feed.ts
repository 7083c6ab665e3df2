import { changesBetween } from '@/lib/preflight/report-changes';
import type { Report } from '@/lib/preflight/result';
import type { PreflightView } from './protocol';

/** A page gets at most four views a second. */
const everyMs = 250;
/** Whether whoever runs it still lives is nobody's notice: it is looked for. */
const lookAgainMs = 5_000;

/** Resolves when the page has taken it, rejects when it never will. */
export type SendPreflight = (view: PreflightView) => Promise<void>;

type Page = {
  /** What it shows; undefined before its first view. */
  shown: Report | null | undefined;
  /** Whether it still takes the last one. */
  busy: boolean;
  /** Whether something came meanwhile. */
  late: boolean;
};

/** One plan's newest preflight to all pages that show it: read once per change; whole at first, then what has changed. */
export class PreflightFeed {
  readonly #planId: string;
  readonly #read: () => Promise<Report | null>;
  readonly #pages = new Map<SendPreflight, Page>();
  #lastRead = 0;
  #dirty = false;
  #reading = false;
  #look: NodeJS.Timeout | undefined;

  constructor(planId: string, read: () => Promise<Report | null>) {
    this.#planId = planId;
    this.#read = read;
  }

  get empty(): boolean {
    return this.#pages.size === 0;
  }

  add(send: SendPreflight): void {
    this.#pages.set(send, { shown: undefined, busy: false, late: false });
    this.changed();
  }

  remove(send: SendPreflight): void {
    this.#pages.delete(send);
    if (this.empty) clearTimeout(this.#look);
  }

  changed(): void {
    this.#dirty = true;
    if (this.#reading) return;
    this.#reading = true;
    setTimeout(() => void this.#show(), Math.max(0, this.#lastRead + everyMs - Date.now()));
  }

  async #show(): Promise<void> {
    this.#dirty = false;
    this.#lastRead = Date.now();
    clearTimeout(this.#look);
    let again = false;
    try {
      const report = this.empty ? null : await this.#read();
      for (const [send, page] of this.#pages) this.#give(send, page, report);
      if (report?.state === 'running' && !this.empty) {
        this.#look = setTimeout(() => this.changed(), lookAgainMs);
        this.#look.unref();
      }
    } catch {
      // The database is away: what changed is still to be shown.
      again = !this.empty;
    }
    this.#reading = false;
    if (this.#dirty || again) this.changed();
  }

  #give(send: SendPreflight, page: Page, report: Report | null): void {
    if (page.busy) {
      page.late = true;
      return;
    }
    const view = this.#viewFor(page.shown, report);
    if (!view) return;
    page.busy = true;
    page.shown = report;
    send(view).then(
      () => {
        page.busy = false;
        if (page.late && this.#pages.get(send) === page) this.changed();
        page.late = false;
      },
      () => this.remove(send),
    );
  }

  #viewFor(shown: Report | null | undefined, report: Report | null): PreflightView | null {
    const planId = this.#planId;
    if (shown === undefined || !shown || !report) {
      return shown === report ? null : { planId, kind: 'report', report };
    }
    if (shown.id === report.id && shown.version === report.version && shown.state === report.state) return null;
    const changes = changesBetween(shown, report);
    return changes ? { planId, kind: 'changes', changes } : { planId, kind: 'report', report };
  }
}
