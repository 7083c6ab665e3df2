import { setMaxListeners } from 'node:events';
import type { HostConnection } from '@/lib/hosts/connection';
import type { PlanHost } from '@/lib/plan/schema';
import type { CheckContext, Outcome } from './check';
import { isLost } from './look-at-host';
import type { Probe, ProbeSession } from './probe';
import type { Probers } from './probes/prober/probers';
import type { ReportInProgress } from './report-in-progress';

export type Secrets = Pick<ProbeSession, 'secret' | 'clientCertificate'>;

export type ProbeOptions = {
  context: CheckContext;
  report: ReportInProgress;
  /** Connections that are up. */
  connections: ReadonlyMap<string, HostConnection>;
  probers: Probers;
  secrets: Secrets;
  nonce: string;
  now: () => number;
  /** Aborted when somebody stops, and when the whole preflight's time is over. */
  signal: AbortSignal;
};

/** Milliseconds that a probe has to clean up after its deadline, before it is left to itself. */
export const graceMs = 5_000;

/**
 * Runs one probe on the hosts that are reached, and says of what it left unanswered why. Never throws. When it was stopped
 * by `signal`, what is unanswered stays so: the caller knows why.
 */
export async function runProbe(probe: Probe, options: ProbeOptions): Promise<void> {
  const { context, report, connections, signal } = options;
  const isUp = (host: PlanHost) => connections.get(host.name)?.lost === null;
  const hosts = context.plan.hosts.filter(
    (host) => isUp(host) && probe.checks.some((check) => report.isOpen(check.id, host.name)),
  );
  if (hosts.length === 0 || signal.aborted) return;

  const deadline = AbortSignal.timeout(probe.deadlineSeconds * 1000);
  const own = AbortSignal.any([signal, deadline]);
  // One script per host listens while it runs.
  setMaxListeners(0, own);
  const on = (host: PlanHost) => {
    const connection = connections.get(host.name);
    if (!connection) throw new Error(`${probe.id} asks for ${host.name}, which it was not given`);
    return connection;
  };
  const began = options.now();
  let over = false;
  const session: ProbeSession = {
    context,
    hosts,
    on,
    prober: async (host) => options.probers.on(host, on(host)),
    ...options.secrets,
    emit: (check: string, host: PlanHost, outcome: Outcome) => {
      if (!over) report.answer(check, host.name, outcome, options.now() - began);
    },
    running: (check, host) => {
      if (!over) report.running(check, host.name);
    },
    signal: own,
    nonce: options.nonce,
  };
  const failure = await ended(probe.run(session), own);
  over = true;
  if (signal.aborted) return;
  for (const host of hosts) {
    const open = probe.checks.map(({ id }) => id).filter((id) => report.isOpen(id, host.name));
    if (!isUp(host)) report.notRun(host.name, 'lost', {}, open);
    else if (deadline.aborted) report.notRun(host.name, 'deadline', { seconds: probe.deadlineSeconds }, open);
    else if (isLost(failure)) report.notRun(host.name, 'depends', { check: 'ssh.reach' }, open);
    else report.notRun(host.name, 'unreadable', { found: String(failure ?? 'no answer').slice(0, 200) }, open);
  }
}

/** What it threw, or null; an aborted one is waited for until it has cleaned up, but not for ever. */
function ended(work: Promise<void>, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    work.then(
      () => resolve(null),
      (error) => resolve(error ?? 'failed'),
    );
    const wait = () => setTimeout(() => resolve(null), graceMs).unref();
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
}
