/** A complete line of output. `end`: bytes of the output up to and including its newline. */
export type OutputLine = { text: string; end: number };

/** A line is kept up to here; what is beyond can't be held in memory until its newline comes. */
export const longestLine = 64 * 1024;

// CSI sequences, OSC strings, two-character escapes; then control characters that aren't tabs.
const ansi =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** What a terminal would show of a line: the last thing written over it, without colours. */
export function visibleText(raw: string): string {
  let text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  const carriage = text.lastIndexOf('\r');
  if (carriage >= 0) text = text.slice(carriage + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a cheap look before the expensive one
  return /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text) ? text.replace(ansi, '') : text;
}

/**
 * Cuts a stream of bytes into lines, each with the offset at which it ends, so that a reader who starts again at the
 * offset of any line sees exactly the lines after it. Bytes that aren't UTF-8 become U+FFFD.
 */
export class LineSplitter {
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #dropped = 0;
  #offset: number;

  constructor(fromByte: number) {
    this.#offset = fromByte;
  }

  /** Bytes seen, the partial line included: where to go on reading after a lost connection. */
  get offset(): number {
    return this.#offset;
  }

  push(chunk: Buffer): OutputLine[] {
    const lines: OutputLine[] = [];
    let from = 0;
    for (let newline = chunk.indexOf(10, from); newline >= 0; newline = chunk.indexOf(10, from)) {
      this.#keep(chunk.subarray(from, newline));
      lines.push({ text: this.#take(), end: this.#offset + newline + 1 });
      from = newline + 1;
    }
    this.#keep(chunk.subarray(from));
    this.#offset += chunk.length;
    return lines;
  }

  /** The last line, when the output ended without a newline; null when there is none. */
  end(): OutputLine | null {
    if (this.#pendingBytes === 0 && this.#dropped === 0) return null;
    return { text: this.#take(), end: this.#offset };
  }

  #keep(part: Buffer) {
    if (part.length === 0) return;
    const kept = part.subarray(0, longestLine - this.#pendingBytes);
    this.#dropped += part.length - kept.length;
    // A copy: the rest of the chunk must not be held in memory by a few bytes of it.
    if (kept.length > 0) this.#pending.push(Buffer.from(kept));
    this.#pendingBytes += kept.length;
  }

  #take(): string {
    const raw = (this.#pending.length === 1 ? this.#pending[0] : Buffer.concat(this.#pending))?.toString('utf8') ?? '';
    const text = visibleText(raw);
    const dropped = this.#dropped;
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#dropped = 0;
    if (dropped === 0) return text;
    // The end of what was kept may be half a secret, which no redaction would know: cut back to a space.
    return `${text.slice(0, text.lastIndexOf(' ') + 1)}… (this line was ${raw.length + dropped} bytes long; the rest isn't kept)`;
  }
}
