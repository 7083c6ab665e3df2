const block = 512;
/** A manifest is a few KiB; what claims to be larger is not held in memory. */
const largestContent = 16 * 2 ** 20;

/**
 * Finds one file in a tar stream that comes in chunks of any size (POSIX ustar; entries that extend a name are skipped like any
 * other, which is enough for the short names that we look for).
 *
 * States: `header` until 512 bytes are together; then `content` while the wanted file is collected, or `skip` while another
 * one passes; both end at the padding's end, back in `header`.
 */
export class TarReader {
  private state: 'header' | 'content' | 'skip' = 'header';
  /** Bytes of an unfinished header, or of the wanted file; empty while skipping. */
  private held: Buffer[] = [];
  private heldBytes = 0;
  /** Bytes that the state still waits for, padding included. */
  private missing = block;
  /** Size of the wanted file, without padding. */
  private size = 0;

  constructor(private readonly wanted: (name: string) => boolean) {}

  /** The file's content as soon as all of it was pushed; null before. */
  push(chunk: Buffer): Buffer | null {
    let rest = chunk;
    while (rest.length > 0) {
      const taken = rest.subarray(0, Math.min(rest.length, this.missing));
      rest = rest.subarray(taken.length);
      this.missing -= taken.length;
      if (this.state !== 'skip') this.hold(taken);
      if (this.missing > 0) continue;
      if (this.state === 'content') return Buffer.concat(this.held, this.heldBytes).subarray(0, this.size);
      if (this.state === 'header') this.enterEntry(Buffer.concat(this.held, this.heldBytes));
      else this.enterHeader();
    }
    return null;
  }

  private hold(bytes: Buffer) {
    this.held.push(bytes);
    this.heldBytes += bytes.length;
  }

  private enterHeader() {
    this.state = 'header';
    this.missing = block;
    this.held = [];
    this.heldBytes = 0;
  }

  private enterEntry(header: Buffer) {
    const size = sizeOf(header);
    const padded = Math.ceil(size / block) * block;
    const name = header.subarray(0, 100).toString('utf8').replace(/\0.*$/s, '');
    this.enterHeader();
    if (padded === 0) return;
    this.state = this.wanted(name) && size <= largestContent ? 'content' : 'skip';
    this.missing = padded;
    this.size = size;
  }
}

/** Octal text, or base 256 when the first bit is set (GNU, from 8 GiB on). */
function sizeOf(header: Buffer): number {
  const field = header.subarray(124, 136);
  if ((field[0] ?? 0) & 0x80) return Number(BigInt(`0x${field.subarray(4).toString('hex')}`));
  return Number.parseInt(field.toString('latin1').replace(/[\0 ]+$/, '') || '0', 8) || 0;
}
