export type TarEntry = { path: string; content: string; mode: number };

const blockSize = 512;

/**
 * A POSIX ustar archive of small text files (IEEE Std 1003.1-1988, 10.1.1), owner 0.
 * @param modified seconds since the epoch, of every entry
 * @throws RangeError for a path that doesn't fit: 100 bytes after, and 155 before, one of its slashes
 */
export function tar(entries: TarEntry[], modified: number): Uint8Array<ArrayBuffer> {
  const blocks: Buffer[] = [];
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const padding = (blockSize - (content.length % blockSize)) % blockSize;
    blocks.push(header(entry.path, entry.mode, content.length, modified), content, Buffer.alloc(padding));
  }
  // Two empty blocks end the archive.
  blocks.push(Buffer.alloc(2 * blockSize));
  return new Uint8Array(Buffer.concat(blocks));
}

function header(path: string, mode: number, size: number, modified: number): Buffer {
  const [prefix, name] = divided(path);
  const block = Buffer.alloc(blockSize);
  const octal = (value: number, at: number, width: number) =>
    block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
  name.copy(block, 0);
  prefix.copy(block, 345);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(modified, 136, 12);
  // The checksum is of the header with spaces in its own place.
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  block.write('root', 265);
  block.write('root', 297);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** What stands before and after the slash at which a long path is divided; nothing before it when the path fits as it is. */
function divided(path: string): [prefix: Buffer, name: Buffer] {
  if (Buffer.byteLength(path) <= 100) return [Buffer.alloc(0), Buffer.from(path)];
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [Buffer.from(path.slice(0, at)), Buffer.from(path.slice(at + 1))];
    if (prefix.length <= 155 && name.length <= 100) return [prefix, name];
  }
  const found = Buffer.byteLength(path);
  throw new RangeError(`path in the archive: found ${found} bytes, needed at most 100 after one of its slashes`);
}
