/** Passes on what comes after `mark` in a stream of chunks, wherever the chunks are cut. */
export class AfterMark {
  readonly #mark: Buffer;
  #head: Buffer | null = Buffer.alloc(0);

  constructor(mark: string) {
    this.#mark = Buffer.from(mark);
  }

  get seen(): boolean {
    return this.#head === null;
  }

  /** What came instead of the mark; empty once it was seen. */
  get before(): Buffer {
    return this.#head ?? Buffer.alloc(0);
  }

  push(chunk: Buffer): Buffer {
    if (this.#head === null) return chunk;
    const all = Buffer.concat([this.#head, chunk]);
    const at = all.indexOf(this.#mark);
    if (at < 0) {
      this.#head = all;
      return Buffer.alloc(0);
    }
    this.#head = null;
    return all.subarray(at + this.#mark.length);
  }
}
