import { PassThrough } from 'node:stream';
import { quote } from '@/lib/text/quote';
import type { HostConnection } from './connection';
import { type DetachedFile, type DetachedRef, placesOf, startScript, takeFence } from './detached-script';
import { HostError } from './error';

export type { DetachedFile, DetachedRef } from './detached-script';

export type DetachedStart = {
  /** Number of the console's claim on the cluster; grows with every take-over, across runs. A host refuses an older one. */
  fence: number;
  /** The cluster's name. */
  cluster: string;
  files: DetachedFile[];
  /** bash; runs with `set -Eeuo pipefail` and an empty stdin, stdout and stderr in one file. */
  script: string;
  /** 0: none. */
  deadlineSeconds: number;
};

export type FailedCommand = { command: string; line: number; exitCode: number };

/** `bytes`: length of the whole output. `vanished`: neither unit nor exit status, as after a reboot of the host. */
export type DetachedEnd =
  | { kind: 'exited'; exitCode: number; bytes: number; failed: FailedCommand | null }
  | { kind: 'deadline'; bytes: number }
  | { kind: 'killed'; signal: string; bytes: number }
  | { kind: 'vanished'; bytes: number };

const shortMs = 60_000;

function fenced(connection: HostConnection, found: string | undefined, ours: number): HostError {
  return new HostError('fenced', { ...connection.values, found: Number(found), needed: ours });
}

/**
 * Starts a command that outlives this connection and this console. Safe to call again: the same attempt never runs
 * twice, and a claim whose maker died before the unit started is carried on.
 */
export async function startDetached(
  connection: HostConnection,
  ref: DetachedRef,
  start: DetachedStart,
): Promise<'started' | 'already-started'> {
  const { script, stdin } = startScript(ref, start);
  const out = await connection.must(script, { stdin, deadlineMs: shortMs });
  const [word, held] = out.trim().split(' ');
  if (word === 'started' || word === 'already-started') return word;
  if (word === 'fenced') throw fenced(connection, held, start.fence);
  throw new HostError('command-failed', { ...connection.values, exitCode: 0, found: word ?? '' }, { stdout: out });
}

const followLoop = `
end() { printf 'slipway-end %s %s %s\\n' "$1" "$(base64 -w0 "$folder/exit" 2> /dev/null)," "$(base64 -w0 "$folder/failed" 2> /dev/null)," >&2; IFS= read -r _; exit 0; }
[ -f "$folder/output" ] || end 0
tail -c "+$first" -f -s 0.1 -- "$folder/output" 2> /dev/null &
tail=$!
trap 'kill "$tail" 2> /dev/null' EXIT
ticks=0
while [ ! -e "$folder/exit" ]; do
  IFS= read -r -t 0.05 _
  [ $? -gt 128 ] || exit 0
  ticks=$((ticks + 1))
  if [ $((ticks % 20)) = 0 ]; then
    case $(systemctl show -p ActiveState -- "$unit" 2> /dev/null) in
      ActiveState=inactive | ActiveState=failed) [ -e "$folder/exit" ] || end "$(stat -c %s -- "$folder/output")" ;;
    esac
  fi
done
end 0`;

function parseEnd(line: string): DetachedEnd {
  const [, size, exit, failed] = line.split(' ').map((part) => part.replace(/,$/, ''));
  const text = (part: string | undefined) => Buffer.from(part ?? '', 'base64').toString();
  const [bytesText, how] = text(exit).split('\n');
  if (!how) return { kind: 'vanished', bytes: Number(size) };
  const bytes = Number(bytesText);
  const [kind, detail] = how.split(' ');
  if (kind === 'deadline') return { kind, bytes };
  if (kind === 'killed') return { kind, signal: detail ?? '', bytes };
  const note = /^(\d+) (\d+)\n([\s\S]*)\n$/.exec(text(failed));
  const exitCode = Number(detail);
  // A trap may have noted a failure that the script lived with.
  const fits = note && exitCode !== 0 && Number(note[1]) === exitCode;
  return {
    kind: 'exited',
    exitCode,
    bytes,
    failed: fits ? { exitCode, line: Number(note[2]), command: note[3] ?? '' } : null,
  };
}

/**
 * Reads a detached command's output from a byte on, as it is written, until its end. Every byte up to `bytes` is given
 * to `onData` exactly once, in order, before this resolves; while a promise of `onData` is pending nothing more is
 * read. When the connection is lost it rejects, and a new call goes on from the bytes that were taken.
 */
export async function followDetached(
  connection: HostConnection,
  ref: DetachedRef,
  options: {
    fromByte: number;
    onData: (chunk: Buffer) => void | Promise<void>;
    signal?: AbortSignal;
  },
): Promise<DetachedEnd> {
  const { folder, unit } = placesOf(ref, 'any');
  // a run's id is in one cluster only, so that who follows need not name it
  const here = folder.replace('/any/', '/*/');
  const names = `folder=$(echo ${here}) unit=${quote(unit)} first=${options.fromByte + 1}`;
  const stdin = new PassThrough();
  let taken = options.fromByte;
  let head = '';
  let end: DetachedEnd | null = null;
  const finishWhenComplete = () => {
    if (end && taken >= end.bytes) stdin.end();
  };
  const last = await connection.stream(`${names}\n${followLoop}`, {
    deadlineMs: 0,
    stdin,
    signal: options.signal,
    onStdout: (chunk) => {
      const done = options.onData(chunk);
      const count = () => {
        taken += chunk.length;
        finishWhenComplete();
      };
      if (done === undefined) return count();
      return done.then(count);
    },
    onStderr: (chunk) => {
      head += chunk.toString();
      const line = /^slipway-end .*\n/m.exec(head)?.[0];
      if (!line || end) return;
      end = parseEnd(line.trimEnd());
      finishWhenComplete();
    },
  });
  if (end) return end;
  throw new HostError('command-failed', { ...connection.values, exitCode: last.exitCode ?? -1 }, { stderr: head });
}

/** TERM to everything that the command started, KILL to what is left after 10 s. Returns when it is over. */
export async function stopDetached(
  connection: HostConnection,
  ref: DetachedRef,
  by: { fence: number; cluster: string },
): Promise<void> {
  const { home, unit } = placesOf(ref, by.cluster);
  const script = `home=${quote(home)} unit=${quote(unit)} fence=${Math.trunc(by.fence)}
[ -d "$home" ] || exit 0
${takeFence}
[ "$(systemctl show -p LoadState -- "$unit")" = LoadState=loaded ] || exit 0
systemctl stop -- "$unit" 9>&-`;
  const [word, held] = (await connection.must(script, { deadlineMs: shortMs })).trim().split(' ');
  if (word === 'fenced') throw fenced(connection, held, by.fence);
}

/** Removes what a run left on tmpfs: for commands that a power cut or a crash of systemd kept from tidying up themselves. */
export async function cleanDetached(connection: HostConnection, runId: string): Promise<void> {
  const run = placesOf({ runId, stepId: 'any', attempt: 1 }, 'any').tmpfs.replace(/\/[^/]*$/, '');
  const script = `run=${quote(run)}
for list in "$run"/*/list; do
  [ -e "$list" ] || continue
  while IFS= read -r path; do rm -f -- "$path"; done < "$list"
done
rm -rf -- "$run"`;
  await connection.must(script, { deadlineMs: shortMs });
}
