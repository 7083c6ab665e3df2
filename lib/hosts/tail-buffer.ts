/** Keeps the last `limit` bytes of what is pushed. */
export class TailBuffer {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #length = 0;
  #dropped = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes that were pushed and are gone. */
  get dropped(): number {
    return this.#dropped;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    // Cut only when twice as long, so that a long stream is not copied again with every chunk.
    if (this.#length > 2 * this.#limit) this.#cut();
  }

  #cut(): Buffer {
    const all = Buffer.concat(this.#chunks);
    const kept = all.subarray(Math.max(0, all.length - this.#limit));
    this.#dropped += all.length - kept.length;
    this.#chunks = [Buffer.from(kept)];
    this.#length = kept.length;
    return kept;
  }

  toString(): string {
    return this.#cut().toString('utf8');
  }
}
