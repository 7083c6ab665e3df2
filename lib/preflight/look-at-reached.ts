import type { HostConnection } from '@/lib/hosts/connection';
import { asHostError } from '@/lib/hosts/error';
import { type FactsFirst, factsFirst } from '@/lib/hosts/gather-facts';
import type { PlanHost } from '@/lib/plan/schema';
import type { HostCheck, Outcome, Reading } from './check';
import type { Comparison } from './comparison';
import { lost } from './connect-host';
import { gatherHostFacts } from './gather-host-facts';
import { broken, bySession, inShell, isLost, lookAtHost } from './look-at-host';
import type { Session } from './session-state';

/** A host's checks by one script, seconds; each has its own deadline inside. */
const hostSeconds = 60;

/** Reads a host that was reached: its facts, then all of its checks by one script. Never throws. */
export async function lookAtReached(session: Session, host: PlanHost, comparison: Comparison): Promise<void> {
  const { report, signal: ending, now } = session;
  const connection = session.connections.get(host.name);
  if (!connection || ending.aborted) return;
  const began = now();
  const stop = new AbortController();
  try {
    const signal = AbortSignal.any([ending, stop.signal]);
    const shell = factsFirst(connection, { now, furtherMs: hostSeconds * 1000, signal });
    const gathered = await gatherHostFacts(session, host, shell);
    if (connection.lost) return;
    // A shell that hangs in the facts, or doesn't say them, is left alone.
    if (!gathered) stop.abort();
    await runScript(session, host, connection, gathered ? shell : null, comparison);
    if (!connection.lost) report.host(host.name, { state: 'done', tookMs: now() - began });
  } catch (error) {
    if (ending.aborted) return;
    if (isLost(error)) lost(session, host, error);
    else {
      const known = asHostError(error, connection.values);
      const seconds = Math.round((now() - began) / 1000);
      const open = openScripts(session, host);
      if (known.code === 'deadline') report.notRun(host.name, 'deadline', { seconds }, open);
      else report.notRun(host.name, 'unreadable', { found: known.message.slice(0, 200) }, open);
      report.host(host.name, { state: 'done', tookMs: now() - began });
    }
  } finally {
    stop.abort();
  }
}

function openScripts({ catalogue, report }: Session, host: PlanHost): string[] {
  const own = new Set(catalogue.scripts.map(({ id }) => id));
  return report.openOn(host.name).filter((check) => own.has(check));
}

/** In the shell that has gathered facts; null: in a session of its own. */
async function runScript(
  session: Session,
  host: PlanHost,
  connection: HostConnection,
  shell: FactsFirst | null,
  comparison: Comparison,
): Promise<void> {
  const { catalogue, context, report, signal } = session;
  const checks = catalogue.scripts.filter((check) => report.isOpen(check.id, host.name));
  const left = session.began + session.seconds * 1000 - session.now();
  const deadlineMs = Math.max(1000, Math.min(hostSeconds * 1000, left));
  const look = shell ? inShell(shell, connection, deadlineMs) : bySession(connection, { deadlineMs, signal });
  const { cut } = await lookAtHost(look, {
    context,
    host,
    checks,
    running: (check) => report.running(check.id, host.name),
    answered: (check, answer) => {
      if ('outcome' in answer) report.answer(check.id, host.name, answer.outcome, 0);
      else if (check.kind === 'compare') comparison.read(check, host, answer.reading);
      else judge(session, check, host, answer.reading);
    },
  });
  const unread = openScripts(session, host).filter((check) => !comparison.has(check, host.name));
  if (cut !== null) report.notRun(host.name, 'unreadable', { found: cut }, unread);
}

function judge(session: Session, check: HostCheck, host: PlanHost, reading: Reading): void {
  let outcome: Outcome;
  try {
    outcome = check.judge(reading, session.context, host);
  } catch (error) {
    session.unexpected(check.id, error);
    outcome = broken(error);
  }
  session.report.answer(check.id, host.name, outcome, reading.tookMs);
}
