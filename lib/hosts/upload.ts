import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { constants, createZstdDecompress } from 'node:zlib';
import { quote } from '@/lib/text/quote';
import type { HostConnection } from './connection';
import { HostError } from './error';

export type UploadOptions = {
  /** A file on the console's machine, or its content. */
  source: string | Readable;
  /** Bytes of the source. */
  size: number;
  /** Absolute path on the host; folders above it are made. */
  path: string;
  /** Of the source, hex. */
  sha256: string;
  /** Octal, as in `0755`; the owner is root. */
  mode: string;
  /** Unpack on the way, for hosts without zstd. */
  decompress?: 'zstd';
  /** Bytes of the source that were sent. */
  onProgress?: (sent: number) => void;
  signal?: AbortSignal;
};
export type UploadResult = { /** The host had it already; nothing was sent. */ skipped: boolean; sentBytes: number };

/** An hour: 170 MiB at 50 KiB/s. A host that stops reading sooner is found out by its silence. */
export const receiveMs = 3_600_000;
const shortMs = 120_000;
/** A file system that is out of space keeps a few blocks that nobody can use. */
export const fullBytes = 1024 * 1024;

/** Prints `same` and stops when the host has what is wanted. */
const sameContent = `
if [ -f "$path" ] && [ "$(stat -c %s -- "$path")" = "$size" ] && [ "$(sha256sum < "$path" | cut -c1-64)" = "$sha" ]; then
  chmod "$mode" -- "$path" && chown 0:0 -- "$path" || exit 1
  echo same; exit 0
fi`;
const sameNote = `
if [ -f "$path" ] && [ "$(cat "$note" 2> /dev/null)" = "$sha $(stat -c '%s %y' -- "$path")" ]; then
  chmod "$mode" -- "$path" && chown 0:0 -- "$path" || exit 1
  echo same; exit 0
fi`;
/** Prints `full BYTES` or `send`, and then, with what became of it, `wrote BYTES` or `failed BYTES-THAT-ARE-FREE`. */
const receive = `
mkdir -p -- "$dir" || exit 1
rm -f -- "$dir/.$base.slipway-"*
free() { local blocks size; read -r blocks size < <(stat -f -c '%f %S' -- "$dir"); echo $((blocks * size)); }
had=$(free)
if [ "$had" -lt "$size" ]; then echo "full $had"; exit 0; fi
umask 077
echo send
if cat > "$tmp"; then echo "wrote $(stat -c %s -- "$tmp")"; else echo "failed $(free) $had"; rm -f -- "$tmp"; fi`;
const commit = `
chmod "$mode" -- "$tmp" && chown 0:0 -- "$tmp" && mv -f -- "$tmp" "$path" || exit 1
mkdir -p -m 0700 /var/lib/slipway/uploads && echo "$sha $(stat -c '%s %y' -- "$path")" > "$note"`;

/**
 * Puts a file on the host: beside its place under another name first, and renamed when it is right.
 *
 * Right means: the SHA-256 of the bytes that were read is the wanted one, and the host's file has as many bytes as were
 * sent. The host does not hash what it received: SSH authenticates every byte on the way, a failed write fails the
 * upload, and hashing 170 MiB takes longer on a small host than sending them. It hashes only when a file of the right
 * size is already there, to skip sending. An unpacked file cannot be recognised by the archive's checksum, so what was
 * sent is noted in /var/lib/slipway/uploads with size and time of the file, and skipped when all three still agree.
 */
export async function upload(connection: HostConnection, options: UploadOptions): Promise<UploadResult> {
  const id = randomBytes(8).toString('hex');
  const names = [
    `path=${quote(options.path)} sha=${quote(options.sha256)} mode=${quote(options.mode)} size=${options.size} id=${id}`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
    'dir=${path%/*} base=${path##*/}',
    'tmp=$dir/.$base.slipway-$id',
    'note=/var/lib/slipway/uploads/$(printf %s "$path" | sha256sum | cut -c1-64)',
  ].join('\n');
  let stdin: Writable | null = null;
  let sending: Promise<number> | null = null;
  let head = '';
  const end = await connection.run(`${names}\n${options.decompress ? sameNote : sameContent}\n${receive}`, {
    deadlineMs: receiveMs,
    signal: options.signal,
    onStarted: (opened) => {
      stdin = opened;
    },
    onStdout: (chunk) => {
      if (head.includes('\n') || !stdin) return;
      head += chunk.toString();
      if (!head.includes('\n')) return;
      const channel = stdin;
      if (head.startsWith('send\n')) sending = send(channel, options).finally(() => channel.end());
      else channel.end();
      sending?.catch(() => {});
    },
  });
  const [word, first, second] = (end.stdout.trim().split('\n').at(-1) ?? '').split(' ');
  if (word === 'same' && end.exitCode === 0) return { skipped: true, sentBytes: 0 };
  const noSpace = (available: string | undefined) =>
    new HostError('no-space', {
      ...connection.values,
      path: options.path,
      needed: options.size,
      available: Number(available),
    });
  if (word === 'full') throw noSpace(first);
  if (word === 'failed' && Number(first) < fullBytes) throw noSpace(second);
  const discard = () => connection.run(`${names}\nrm -f -- "$tmp"`, { deadlineMs: shortMs }).catch(() => {});
  const sentBytes = await Promise.resolve(sending).catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  if (word !== 'wrote' || end.exitCode !== 0 || Number(first) !== sentBytes) {
    await discard();
    const values = { ...connection.values, exitCode: end.exitCode ?? -1 };
    throw new HostError('command-failed', values, { stdout: end.stdout, stderr: end.stderr });
  }
  await connection.must(`${names}\n${commit}`, { deadlineMs: shortMs, signal: options.signal });
  return { skipped: false, sentBytes };
}

/** Sends the source, unpacked if asked, and returns the bytes that the host must have. Checks what it read on the way. */
export async function send(channel: Writable, options: UploadOptions): Promise<number> {
  const source =
    typeof options.source === 'string'
      ? createReadStream(options.source, { highWaterMark: 256 * 1024 })
      : options.source;
  const hash = createHash('sha256');
  let read = 0;
  let sent = 0;
  const changed = (found = 'more bytes') =>
    new HostError('artifact-changed', { path: options.path, found, needed: options.sha256, bytes: read });
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      hash.update(chunk);
      read += chunk.length;
      // What comes after the file on the same channel must not be read as something else.
      if (read > options.size) throw changed();
      options.onProgress?.(read);
      yield chunk;
    }
  };
  // Upstream's archives are made with windows up to 2^27 (zstd --ultra, --long); 2^31 is the most there is.
  const unpack = options.decompress && createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 31 } });
  const bytes: AsyncIterable<Buffer> = unpack ? Readable.from(counted()).compose(unpack) : counted();
  for await (const chunk of bytes) {
    if (!channel.writable) return -1;
    sent += chunk.length;
    if (!channel.write(chunk)) await drained(channel);
  }
  const found = hash.digest('hex');
  if (found !== options.sha256 || read !== options.size) throw changed(found);
  return sent;
}

function drained(channel: Writable): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      channel.off('drain', go);
      channel.off('close', go);
      resolve();
    };
    channel.once('drain', go);
    channel.once('close', go);
  });
}
