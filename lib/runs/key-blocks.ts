import type { OutputLine } from './line-splitter';
import { redacted } from './redact';

const begin = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const end = /-----END [A-Z ]*PRIVATE KEY-----/;
/** An RSA key of 16,384 bits has about 200 lines; a block that goes on is not a key. */
const longestBlock = 300;

/**
 * Turns a private key of many lines into one redacted line. Nothing of the block is given on before its end, so the
 * stored offset never points into a block, and a driver that starts again there sees it from its first line.
 */
export class KeyBlocks {
  #held: OutputLine[] = [];

  push(line: OutputLine): OutputLine[] {
    if (this.#held.length > 0) {
      this.#held.push(line);
      return end.test(line.text) || this.#held.length >= longestBlock ? this.end() : [];
    }
    if (begin.test(line.text) && !end.test(line.text)) {
      this.#held.push(line);
      return [];
    }
    return [line];
  }

  /** What is held when the output is over. */
  end(): OutputLine[] {
    const last = this.#held.at(-1);
    this.#held = [];
    return last ? [{ text: redacted, end: last.end }] : [];
  }
}
