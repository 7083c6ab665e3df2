import type { Writable } from 'node:stream';
import type { HostFacts } from '@/lib/plan/facts';
import type { HostConnection } from './connection';
import { HostError } from './error';
import { factsScript, furtherScript } from './facts-script';
import { parseFacts, UnreadableFacts } from './parse-facts';
import type { ScriptEnd } from './remote-script';

/** Milliseconds; a host that needs longer has a command that hangs beyond its own limit. */
const deadlineMs = 30_000;

type Output = { stdout: string; stderr: string };

/** The clock's offset is right to within half of the round trip of one line: from `asked` to `answered`, milliseconds since 1970. */
function factsOf(
  connection: HostConnection,
  output: Output,
  { asked, answered }: { asked: number | null; answered: number | null },
): HostFacts {
  try {
    const { hostTimeMs, ...facts } = parseFacts(output.stdout);
    if (asked === null || answered === null) throw new UnreadableFacts('clock');
    return {
      ...facts,
      clock: { ...facts.clock, offsetMs: Math.round(hostTimeMs - (asked + answered) / 2) },
      privilege: connection.privilege,
      gatheredAt: new Date(answered).toISOString(),
    };
  } catch (error) {
    if (!(error instanceof UnreadableFacts)) throw error;
    throw new HostError('facts-unreadable', { ...connection.values, found: error.section }, output);
  }
}

/** Reads everything about a host in one round trip. `now` is the console's clock, milliseconds since 1970. */
export async function gatherFacts(connection: HostConnection, { now }: { now: () => number }): Promise<HostFacts> {
  const { facts, leave } = factsFirst(connection, { now, furtherMs: 0 });
  const read = await facts;
  await leave();
  return read;
}

/** A shell on a host that reads facts first. */
export type FactsFirst = {
  facts: Promise<HostFacts>;
  /** Another script in the same shell, once facts are there: it finds what was read for them (host-readings.ts). */
  goOn: (script: string, onStdout: (chunk: Buffer) => void) => Promise<ScriptEnd & Output>;
  /** Ends it where nothing is to follow. */
  leave: () => Promise<unknown>;
};

/** @param options.furtherMs what the script that follows may take, milliseconds */
export function factsFirst(
  connection: HostConnection,
  { now, furtherMs, signal }: { now: () => number; furtherMs: number; signal?: AbortSignal },
): FactsFirst {
  const end = Buffer.from('\n@@end\n');
  let asked: number | null = null;
  let answered: number | null = null;
  let stdin: Writable | null = null;
  let read = Buffer.alloc(0);
  let over = false;
  let further: (chunk: Buffer) => void = () => {};
  const { promise: facts, resolve, reject } = Promise.withResolvers<HostFacts>();
  const judge = (output: Output) => {
    try {
      resolve(factsOf(connection, output, { asked, answered }));
    } catch (error) {
      reject(error);
    }
  };
  const ended = connection.run(`${factsScript}${furtherScript}`, {
    deadlineMs: deadlineMs + furtherMs,
    // Facts are kept here, and what follows is somebody else's.
    maxBytes: 4096,
    ...(signal ? { signal } : {}),
    onStarted: (opened) => {
      stdin = opened;
    },
    onStdout: (chunk) => {
      if (over) return further(chunk);
      if (asked === null) {
        asked = now();
        stdin?.write('\n');
      } else answered ??= now();
      read = Buffer.concat([read, chunk]);
      if (read.indexOf(end) < 0) return;
      over = true;
      judge({ stdout: read.toString(), stderr: '' });
    },
  });
  ended.then(({ stderr }) => {
    // It ended before its last section.
    if (!over) judge({ stdout: read.toString(), stderr });
  }, reject);
  // Whoever gives it up hears of that by the promise that they wait for.
  facts.catch(() => {});
  return {
    facts,
    goOn: (script, onStdout) => {
      further = onStdout;
      const bytes = Buffer.from(script);
      stdin?.end(Buffer.concat([Buffer.from(`${bytes.length}\n`), bytes]));
      return ended;
    },
    leave: () => {
      stdin?.end();
      return ended;
    },
  };
}
