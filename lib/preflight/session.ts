import { setMaxListeners } from 'node:events';
import { byApi } from './by-api';
import { bySsh } from './by-ssh';
import type { PreflightInput } from './preflight-input';
import type { Report } from './result';
import { newSession } from './session-state';

/** How long work that was told to stop may take to do so, milliseconds. */
const stoppingMs = 6_000;

/** The report of a preflight that has not begun: every square that is asked for waits. */
export function firstReport(input: PreflightInput): Report {
  return newSession(input, new AbortController().signal, () => {}).report.snapshot();
}

/** Looks at everything that is asked for, and returns when all of it is answered or has a reason why not. Never throws. */
export async function runPreflight(input: PreflightInput): Promise<Report> {
  const { signal, onReport, everyMs = 200 } = input;
  const ending = new AbortController();
  // Each host that waits at the gate or runs a script listens, and stops to when that is over: as many as there are hosts.
  setMaxListeners(0, ending.signal);
  const end = () => ending.abort();
  let showing: NodeJS.Timeout | null = null;
  /** Coalesced: fifty hosts answer some thousand checks within seconds. */
  const show = () => {
    if (!onReport) return;
    showing ??= setTimeout(() => {
      showing = null;
      onReport(session.report.snapshot());
    }, everyMs);
  };
  const session = newSession(input, ending.signal, show);
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end, { once: true });
  const timer = setTimeout(end, session.seconds * 1000);
  show();
  const work = Promise.all([byApi(session), bySsh(session)])
    .then(() => {})
    .catch((error: unknown) => session.unexpected('session', error));
  await until(work, ending.signal, stoppingMs);
  clearTimeout(timer);
  signal?.removeEventListener('abort', end);
  if (showing) clearTimeout(showing);
  const last = session.report.close(signal?.aborted ? 'stopped' : 'finished');
  onReport?.(last);
  ending.abort();
  for (const connection of session.connections.values()) connection.close();
  return last;
}

/** Ends with the work; or, once the signal came, at the latest so much later. */
function until(work: Promise<void>, signal: AbortSignal, laterMs: number): Promise<void> {
  return new Promise((resolve) => {
    work.finally(() => resolve());
    const wait = () => setTimeout(resolve, laterMs).unref();
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
}
