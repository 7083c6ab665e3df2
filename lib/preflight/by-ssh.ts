import { randomBytes } from 'node:crypto';
import { pause } from '@/lib/hosts/pause';
import type { PlanHost } from '@/lib/plan/schema';
import { Comparison } from './comparison';
import { connectHost } from './connect-host';
import { lookAtReached } from './look-at-reached';
import type { Probe } from './probe';
import { runProbe } from './run-probe';
import { hostsBySsh, openBySsh, type Session } from './session-state';

/** Probes of the first stage don't wait longer for hosts that don't answer, milliseconds. */
const gatherMs = 16_000;

/** Reaches all hosts at once, reads each, compares them, and runs the probes in their stages. */
export async function bySsh(session: Session): Promise<void> {
  const hosts = hostsBySsh(session);
  const comparison = new Comparison(session);
  // Hexadecimal: it becomes part of interface, table and file names.
  const nonce = randomBytes(8).toString('hex');
  const connecting = hosts.map((host) => connectHost(session, host));
  const looking = hosts.map(async (host, index) => {
    await connecting[index];
    await lookAtReached(session, host, comparison);
  });
  const settled = Promise.race([Promise.all(connecting), pause(gatherMs, session.signal)]);
  const first = settled.then(() => runStage(session, 1, nonce));
  await Promise.all(looking);
  comparison.judge();
  await first;
  await runStage(session, 2, nonce);
  await runStage(session, 3, nonce);
  if (session.signal.aborted) return;
  for (const host of hosts) leaveOpen(session, host);
}

async function runStage(session: Session, stage: Probe['stage'], nonce: string): Promise<void> {
  const { input, catalogue, context, report, connections, signal, now } = session;
  const probes = catalogue.probes.filter((probe) => probe.stage === stage);
  const run = (probe: Probe) =>
    runProbe(probe, { context, report, connections, secrets: input.secrets, nonce, now, signal });
  // Those that load disks or the network would measure each other.
  if (stage === 3) for (const probe of probes) await run(probe);
  else await Promise.all(probes.map(run));
}

/** Of a host that was lost before its probe, or connected to when its probe was under way already. */
function leaveOpen(session: Session, host: PlanHost): void {
  const lost = session.connections.get(host.name)?.lost;
  const open = openBySsh(session, host.name);
  if (lost) session.report.notRun(host.name, 'lost', { code: lost.code }, open);
  else session.report.notRun(host.name, 'deadline', { seconds: gatherMs / 1000 }, open);
}
