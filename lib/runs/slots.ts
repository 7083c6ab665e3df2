/** Lets so many in at once; of those that wait the most urgent is next, and of equals the one that came first. */
export class Slots {
  #free: number;
  #waiting: { urgency: number; enter: () => void }[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async with<T>(signal: AbortSignal, urgency: number, work: () => Promise<T>): Promise<T> {
    await this.#enter(signal, urgency);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next.enter();
      else this.#free += 1;
    }
  }

  #enter(signal: AbortSignal, urgency: number): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting = this.#waiting.filter((waiting) => waiting.enter !== enter);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      const before = this.#waiting.findIndex((waiting) => waiting.urgency < urgency);
      this.#waiting.splice(before === -1 ? this.#waiting.length : before, 0, { urgency, enter });
    });
  }
}
