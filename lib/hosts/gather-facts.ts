import type { Writable } from 'node:stream';
import type { HostFacts } from '@/lib/plan/facts';
import type { HostConnection } from './connection';
import { HostError } from './error';
import { factsScript } from './facts-script';
import { parseFacts, UnreadableFacts } from './parse-facts';

/** Milliseconds; a host that needs longer has a command that hangs beyond its own limit. */
const deadlineMs = 30_000;

/**
 * Reads everything about a host in one round trip. `now` is the console's clock, milliseconds since 1970. The clock's
 * offset is right to within half of the round trip of one line.
 */
export async function gatherFacts(connection: HostConnection, { now }: { now: () => number }): Promise<HostFacts> {
  let asked: number | null = null;
  let answered: number | null = null;
  let stdin: Writable | null = null;
  const result = await connection.run(factsScript, {
    deadlineMs,
    onStarted: (opened) => {
      stdin = opened;
    },
    onStdout: () => {
      if (asked !== null) {
        answered ??= now();
        return;
      }
      asked = now();
      stdin?.end('\n');
    },
  });
  const output = { stdout: result.stdout, stderr: result.stderr };
  try {
    const { hostTimeMs, ...facts } = parseFacts(result.stdout);
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
