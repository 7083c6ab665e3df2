import { randomBytes } from 'node:crypto';
import { pause } from '@/lib/hosts/pause';
import type { PlanHost } from '@/lib/plan/schema';
import { Comparison } from './comparison';
import { connectHost } from './connect-host';
import { lookAtReached } from './look-at-reached';
import type { Probe } from './probe';
import { Probers } from './probes/prober/probers';
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
  const probers = new Probers({ nonce, hosts: session.context.plan.hosts, seconds: session.seconds }, session.signal);
  const connecting = hosts.map((host) => connectHost(session, host));
  const looking = hosts.map(async (host, index) => {
    await connecting[index];
    const look = lookAtReached(session, host, comparison);
    // Behind it: where sshd takes few sessions, the first one is for what has to be read anyway.
    goAhead(session, host, probers);
    await look;
  });
  const settled = Promise.race([Promise.all(connecting), pause(gatherMs, session.signal)]);
  const first = settled.then(() => runStage(session, 1, nonce, probers));
  await Promise.all(looking);
  comparison.judge();
  await first;
  await runStage(session, 2, nonce, probers);
  await runStage(session, 3, nonce, probers);
  await probers.stop();
  if (session.signal.aborted) return;
  for (const host of hosts) leaveOpen(session, host);
}

async function runStage(session: Session, stage: Probe['stage'], nonce: string, probers: Probers): Promise<void> {
  const { input, catalogue, context, report, connections, signal, now } = session;
  const probes = catalogue.probes.filter((probe) => probe.stage === stage);
  const run = (probe: Probe) =>
    runProbe(probe, { context, report, connections, probers, secrets: input.secrets, nonce, now, signal });
  // Those that load disks or the network would measure each other.
  if (stage !== 3) await Promise.all(probes.map(run));
  else
    for (const probe of probes) {
      if (!probe.probers) await probers.stop();
      await run(probe);
    }
}

/** What probes begin with on a host that was just reached. */
function goAhead(session: Session, host: PlanHost, probers: Probers): void {
  const { catalogue, context, report, connections, signal } = session;
  const connection = connections.get(host.name);
  if (!connection || signal.aborted) return;
  for (const { ahead, checks } of catalogue.probes)
    if (checks.some(({ id }) => report.isOpen(id, host.name)))
      ahead?.(host, { context, signal, prober: (one) => probers.on(one, connection) }).catch(() => {});
}

/** Of a host that was lost before its probe, or connected to when its probe was under way already. */
function leaveOpen(session: Session, host: PlanHost): void {
  const lost = session.connections.get(host.name)?.lost;
  const open = openBySsh(session, host.name);
  if (lost) session.report.notRun(host.name, 'lost', { code: lost.code }, open);
  else session.report.notRun(host.name, 'deadline', { seconds: gatherMs / 1000 }, open);
}
