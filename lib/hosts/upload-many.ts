import { randomBytes } from 'node:crypto';
import type { Writable } from 'node:stream';
import { quote } from '@/lib/text/quote';
import type { HostConnection } from './connection';
import { HostError } from './error';
import { fullBytes, receiveMs, send, type UploadOptions } from './upload';

export type ManyOptions = {
  /** A file is about to be looked at or sent: what an error after it is about. */
  onFile?: (index: number) => void;
  /** Bytes of all files that are on the host, those it had included. */
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal;
};

/**
 * Prints `send INDEX…` or `full BYTES INDEX`, then takes each file followed by a line: `right` when the console read what it
 * was told to read. Prints `failed INDEX BYTES-THAT-ARE-FREE` and `had BYTES` when a file could not be written, and `done`.
 */
const receive = `umask 077
free() { local blocks size; read -r blocks size < <(stat -f -c '%f %S' -- "$1"); echo $((blocks * size)); }
indexes=() paths=() sizes=() modes=() total=0
want() { # INDEX PATH SHA-256 SIZE MODE
  if [ -f "$2" ] && [ "$(stat -c %s -- "$2")" = "$4" ] && [ "$(sha256sum < "$2" | cut -c1-64)" = "$3" ]; then
    chmod "$5" -- "$2" && chown 0:0 -- "$2" || exit 1
    return
  fi
  mkdir -p -- "\${2%/*}" || exit 1
  rm -f -- "\${2%/*}/.\${2##*/}.slipway-"*
  indexes+=("$1") paths+=("$2") sizes+=("$4") modes+=("$5") total=$((total + $4))
}`;
const take = `if [ \${#paths[@]} = 0 ]; then echo done; exit 0; fi
had=$(free "\${paths[0]%/*}")
if [ "$had" -lt "$total" ]; then echo "full $had \${indexes[0]}"; exit 0; fi
echo "send \${indexes[*]}"
for i in "\${!paths[@]}"; do
  path=\${paths[i]}; tmp=\${path%/*}/.\${path##*/}.slipway-$id
  if ! head -c "\${sizes[i]}" > "$tmp"; then echo "failed \${indexes[i]} $(free "\${path%/*}") $had"; rm -f -- "$tmp"; exit 0; fi
  verdict=
  IFS= read -r verdict
  if [ "$verdict" != right ] || [ "$(stat -c %s -- "$tmp")" != "\${sizes[i]}" ]; then rm -f -- "$tmp"; exit 0; fi
  chmod "\${modes[i]}" -- "$tmp" && chown 0:0 -- "$tmp" && mv -f -- "$tmp" "$path" || exit 1
done
echo done`;

/**
 * `upload` (see there what "right" means) for several files as they are, in one command: a look at all of them, and then those
 * that the host lacks, one after the other. Thirty packages cost one round trip and one shell instead of sixty.
 * @throws HostError `no-space`, `artifact-changed`, `command-failed`
 */
export async function uploadMany(
  connection: HostConnection,
  files: Omit<UploadOptions, 'decompress' | 'onProgress' | 'signal'>[],
  { onFile, onProgress, signal }: ManyOptions = {},
): Promise<{ sent: number }> {
  const wants = files.map(
    ({ path, sha256, size, mode }, index) => `want ${index} ${[path, sha256, String(size), mode].map(quote).join(' ')}`,
  );
  const state: { stdin: Writable | null; sending: Promise<number> | null; head: string } = {
    stdin: null,
    sending: null,
    head: '',
  };
  const sendAll = async (channel: Writable, indexes: number[]): Promise<number> => {
    const lacking = indexes.flatMap((index) => files[index] ?? []);
    let before = sum(files) - sum(lacking);
    for (const [at, file] of lacking.entries()) {
      onFile?.(indexes[at] ?? 0);
      const from = before;
      await send(channel, { ...file, signal, onProgress: (bytes) => onProgress?.(from + bytes) });
      if (!channel.writable) break;
      channel.write('right\n');
      before += file.size;
    }
    return lacking.length;
  };
  onFile?.(0);
  const script = `id=${randomBytes(8).toString('hex')}\n${receive}\n${wants.join('\n')}\n${take}`;
  const end = await connection.run(script, {
    deadlineMs: receiveMs,
    signal,
    onStarted: (opened) => {
      state.stdin = opened;
    },
    onStdout: (chunk) => {
      const channel = state.stdin;
      if (state.head.includes('\n') || !channel) return;
      state.head += chunk.toString();
      if (!state.head.includes('\n')) return;
      const [word, ...indexes] = state.head.slice(0, state.head.indexOf('\n')).split(' ');
      if (word === 'send') state.sending = sendAll(channel, indexes.map(Number)).finally(() => channel.end());
      else channel.end();
      state.sending?.catch(() => {});
    },
  });
  const sent = await (state.sending ?? 0);
  const [word, first, second, third] = (end.stdout.trim().split('\n').at(-1) ?? '').split(' ');
  if (word === 'done' && end.exitCode === 0) {
    onProgress?.(sum(files));
    return { sent };
  }
  const noSpace = (index: number, needed: number, available: number) => {
    onFile?.(index);
    const path = files[index]?.path ?? '';
    return new HostError('no-space', { ...connection.values, path, needed, available });
  };
  if (word === 'full') throw noSpace(Number(second), sum(files), Number(first));
  if (word === 'failed' && Number(second) < fullBytes)
    throw noSpace(Number(first), files[Number(first)]?.size ?? 0, Number(third));
  const values = { ...connection.values, exitCode: end.exitCode ?? -1 };
  throw new HostError('command-failed', values, { stdout: end.stdout, stderr: end.stderr });
}

const sum = (files: { size: number }[]) => files.reduce((total, { size }) => total + size, 0);
