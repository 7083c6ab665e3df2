import { HostError } from '@/lib/hosts/error';
import type { PlanHost } from '@/lib/plan/schema';
import { notRun, type Outcome } from '../../check';
import type { ProbeSession } from '../../probe';

export type Say = (check: string, outcome: Outcome) => void;

/**
 * Answers some checks of one host in one go. `work` says outcomes as they come; what it leaves out depends on the check
 * whose id it returns. Silent when the session was aborted: the session knows why and says it.
 */
export async function answer(
  session: ProbeSession,
  host: PlanHost,
  checks: readonly string[],
  work: (say: Say) => Promise<string | null>,
): Promise<void> {
  const open = new Set(checks);
  const say: Say = (check, outcome) => {
    if (session.signal.aborted) return;
    open.delete(check);
    session.emit(check, host, outcome);
  };
  const rest = (outcome: Outcome) => {
    for (const check of [...open]) say(check, outcome);
  };
  for (const check of checks) session.running(check, host);
  try {
    const failed = await work(say);
    rest(failed ? notRun('depends', { check: failed }) : notRun('unreadable', { found: '' }));
  } catch (error) {
    if (error instanceof HostError && error.code === 'connection-lost') rest(notRun('lost'));
    else if (error instanceof HostError && error.code === 'deadline')
      rest(notRun('deadline', { seconds: Number(error.values.needed ?? 0) }));
    else rest(notRun('unreadable', { found: textOf(error).slice(0, 200) }));
  }
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** At most `limit` hosts at a time: a service that 200 hosts call at once tells of that, not of itself. */
export async function onEach(
  session: ProbeSession,
  hosts: readonly PlanHost[],
  limit: number,
  work: (host: PlanHost, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < hosts.length && !session.signal.aborted) {
      const index = next++;
      const host = hosts[index];
      if (host) await work(host, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, hosts.length) }, worker));
}
