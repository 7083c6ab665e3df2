type Waiting = { admit: () => void; impatient: () => void };

/**
 * How many sessions of one connection run at once: as many as sshd takes. It says so only by refusing one (MaxSessions), and
 * then the number of those that are open is what it takes. Given in the order in which they are asked for.
 */
export class Sessions {
  readonly #most: number;
  #limit: number;
  #inUse = 0;
  #open = 0;
  #waiting: Waiting[] = [];

  /** @param most sessions even where sshd takes more */
  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  get limit(): number {
    return this.#limit;
  }

  /**
   * Waits for a session. Resolves to false when none came free in time; then none was taken.
   *
   * @param withinMs how long to wait once sshd was found to take fewer than we would; absent: as long as it takes
   */
  async enter(withinMs?: number): Promise<boolean> {
    if (this.#inUse < this.#limit) {
      this.#inUse++;
      return true;
    }
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const mine: Waiting = {
        admit: () => {
          clearTimeout(timer);
          this.#inUse++;
          resolve(true);
        },
        impatient: () => {
          if (withinMs === undefined) return;
          timer ??= setTimeout(() => {
            this.#waiting = this.#waiting.filter((each) => each !== mine);
            resolve(false);
          }, withinMs);
        },
      };
      this.#waiting.push(mine);
      if (this.#limit < this.#most) mine.impatient();
    });
  }

  /** sshd opened the session that one has entered for. */
  opened(): void {
    this.#open++;
  }

  /** @param wasOpen whether sshd had opened it */
  leave(wasOpen: boolean): void {
    if (wasOpen) this.#open--;
    this.#inUse--;
    if (this.#inUse < this.#limit) this.#waiting.shift()?.admit();
  }

  /** sshd refused the session that one has entered for. Returns whether others are open, whose end is worth waiting for. */
  refused(): boolean {
    if (this.#open === 0) return false;
    this.#limit = Math.min(this.#limit, this.#open);
    for (const each of this.#waiting) each.impatient();
    return true;
  }
}
