/** What a host's script says (host-script.ts), by number of the check. */
export type HostAnswer =
  /** It takes longer, and goes on beside the others. */
  | { kind: 'running'; index: number }
  | { kind: 'tool-missing'; index: number; tool: string }
  | {
      kind: 'done';
      index: number;
      exitCode: number;
      tookMs: number;
      stdout: string;
      stderr: string;
      /** It was killed at its deadline. */
      late: boolean;
      /** It printed more than is kept. */
      truncated: boolean;
    }
  /** No folder of the host takes a file: nothing was looked at. */
  | { kind: 'nowhere' }
  | { kind: 'end' };

/** What came isn't what the script writes. */
export class GarbledAnswer extends Error {
  override readonly name = 'GarbledAnswer';
}

/** Longer lines than any head of an answer. */
const longestHead = 512;

/** Reads the answers as they stream in. Lengths say where each ends, so nothing that a check printed is read as one. */
export class HostAnswers {
  readonly #prefix: string;
  #rest = Buffer.alloc(0);
  /** The head of the answer whose output is still to come. */
  #head: string[] | null = null;

  constructor(nonce: string) {
    this.#prefix = `slipway ${nonce} `;
  }

  /** @throws GarbledAnswer */
  push(chunk: Buffer): HostAnswer[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const answers: HostAnswer[] = [];
    for (let next = this.#next(); next; next = this.#next()) answers.push(next);
    return answers;
  }

  #next(): HostAnswer | null {
    if (!this.#head) {
      const line = this.#rest.indexOf('\n');
      if (line < 0) {
        if (this.#rest.length > longestHead) throw new GarbledAnswer(this.#rest.toString('utf8', 0, 100));
        return null;
      }
      const text = this.#rest.toString('utf8', 0, line);
      if (!text.startsWith(this.#prefix)) throw new GarbledAnswer(text.slice(0, 100));
      this.#rest = this.#rest.subarray(line + 1);
      this.#head = text.slice(this.#prefix.length).split(' ');
    }
    const [kind, index = '', third = '', took = '', out = '', err = '', flags = ''] = this.#head;
    if (kind !== 'done') {
      this.#head = null;
      if (kind === 'end' || kind === 'nowhere') return { kind };
      if (kind === 'running') return { kind, index: Number(index) };
      if (kind === 'tool') return { kind: 'tool-missing', index: Number(index), tool: third };
      throw new GarbledAnswer(String(kind));
    }
    const [outBytes, errBytes] = [Number(out), Number(err)];
    if (this.#rest.length < outBytes + errBytes) return null;
    const stdout = this.#rest.toString('utf8', 0, outBytes);
    const stderr = this.#rest.toString('utf8', outBytes, outBytes + errBytes);
    this.#rest = this.#rest.subarray(outBytes + errBytes);
    this.#head = null;
    return {
      kind,
      index: Number(index),
      exitCode: Number(third),
      tookMs: Number(took),
      stdout,
      stderr,
      late: flags.includes('d'),
      truncated: flags.includes('c'),
    };
  }
}
