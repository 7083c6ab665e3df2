import { connect } from '@/lib/hosts/connect';
import { asHostError, type HostError } from '@/lib/hosts/error';
import type { PlanHost } from '@/lib/plan/schema';
import { accessOutcomes } from './checks/access';
import { openBySsh, type Session } from './session-state';

/** Reaches a host, or says of all that it was to answer by SSH why it could not be reached. Never throws. */
export async function connectHost(session: Session, host: PlanHost): Promise<void> {
  const { input, report, connections, signal, now } = session;
  if (signal.aborted) return;
  report.host(host.name, { state: 'connecting' });
  const began = now();
  let failed: HostError | null = null;
  try {
    const target = await input.targetOf(host);
    const connection = await (input.connect ?? connect)(target, { signal });
    connections.set(host.name, connection);
    connection.onLost((error) => lost(session, host, error));
    report.host(host.name, { state: 'checking', tookMs: now() - began });
  } catch (error) {
    const { port, user } = host.ssh;
    failed = asHostError(error, { host: host.name, address: host.address, port, user });
  }
  // Cut short by us: that says nothing of the host.
  if (failed && signal.aborted) return;
  for (const [check, outcome] of accessOutcomes(host, failed)) report.answer(check, host.name, outcome, now() - began);
  if (!failed) return;
  const { code, values } = failed;
  report.host(host.name, { state: 'failed', tookMs: now() - began, error: { code, values } });
  report.notRun(host.name, 'unreachable', { code }, openBySsh(session, host.name));
}

/** A host that was reached and is gone. */
export function lost(session: Session, host: PlanHost, { code, values }: HostError): void {
  const { catalogue, report, signal } = session;
  if (signal.aborted) return;
  report.host(host.name, { state: 'failed', error: { code, values } });
  const ofProbes = new Set(catalogue.probes.flatMap(({ checks }) => checks.map(({ id }) => id)));
  // What a probe is at, it may still say: other hosts have a part in it.
  const own = openBySsh(session, host.name).filter((check) => !ofProbes.has(check));
  report.notRun(host.name, 'lost', { code }, own);
}
