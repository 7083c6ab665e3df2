type TypedArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * A typed array that doubles when full: 200,000 numbers cost their bytes and not an object each. `length` is what was
 * pushed; reading beyond it gives undefined.
 */
export class GrowingArray<T extends TypedArray> {
  length = 0;
  private values: T;

  constructor(
    private readonly allocate: (length: number) => T,
    capacity = 1024,
  ) {
    this.values = allocate(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = this.allocate(this.values.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number | undefined {
    return index < this.length ? this.values[index] : undefined;
  }

  /** Position of the first element that is not below `value`, in an ascending array; `length` when all are below. */
  lowerBound(value: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.values[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  clear(): void {
    this.length = 0;
  }
}
