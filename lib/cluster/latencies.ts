/** The last so many latencies, milliseconds, and what most of them are below. */
export class Latencies {
  readonly #most: number;
  #kept: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  add(ms: number): void {
    this.#kept = [...this.#kept, ms].slice(-this.#most);
  }

  /** The value that a share of them don't exceed (nearest rank); null before there are two. */
  percentile(share: number): number | null {
    if (this.#kept.length < 2) return null;
    const sorted = this.#kept.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  }
}
