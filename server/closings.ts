import { log } from '@/lib/log/log';

/** What has been opened, to be closed in the opposite order, once. */
export class Closings {
  #open: { name: string; close: () => Promise<unknown> }[] = [];
  #closed: Promise<void> | undefined;

  add(name: string, close: () => Promise<unknown>): void {
    this.#open.unshift({ name, close });
  }

  /** Closes everything; one that fails or hangs doesn't keep the next from its turn. */
  close(patience = 2000): Promise<void> {
    this.#closed ??= this.#closeAll(patience);
    return this.#closed;
  }

  async #closeAll(patience: number): Promise<void> {
    for (const { name, close } of this.#open) {
      const late = new Promise<never>((_, reject) => setTimeout(reject, patience, new Error('took too long')).unref());
      await Promise.race([close(), late]).catch((error: unknown) => {
        log('warn', 'server', `could not close ${name}`, {
          error: error instanceof Error ? error.message : String(error),
        });
      });
    }
  }
}
