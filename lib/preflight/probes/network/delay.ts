import type { PlanHost } from '@/lib/plan/schema';
import { type CheckValues, finding, type Outcome, passed } from '../../check';
import type { Measured } from './measured';
import { dependsOn, hostAt, namesOf, peersAsked, type Readings, share } from './readings';

/** Assisted Installer: average round trip, between control planes and to others. */
export const latencyMs = { controlPlane: 100, worker: 1000 };
/** Proposed for etcd members: its heartbeat goes out every 100 ms, and a write waits for a majority's answer (etcd tuning). */
export const etcdLatencyMs = 10;
/** Assisted Installer: none between control planes, a tenth to others. */
export const lossPercent = { controlPlane: 0, worker: 10 };

const serves = ({ roles }: PlanHost): boolean => roles.includes('control-plane') || roles.includes('etcd');
const holdsEtcd = ({ roles }: PlanHost): boolean => roles.includes('etcd');

/** Round trip in ms: the average of the echoes, or the quickest exchange with a port where echoes are not let through. */
export function delayTo(measured: Measured, peer: number): { ms: number; by: 'icmp' | 'port' } | null {
  const average = measured.pings.get(peer)?.average;
  if (average !== undefined) return { ms: average, by: 'icmp' };
  const clock = measured.clocks.get(peer);
  return clock ? { ms: Math.max(0, clock.delayMs), by: 'port' } : null;
}

/** So few questions to a port are no measure of a rate: losing one of them is told, and stops nothing. */
const fewestAsked = 20;

/** Percent lost of echoes, or of questions to an UDP port where echoes are not let through. */
export function lossTo(
  measured: Measured,
  peer: number,
): { percent: number; by: 'icmp' | 'port'; sent: number } | null {
  const ping = measured.pings.get(peer);
  if (ping && ping.received > 0) return { percent: (1 - ping.received / ping.sent) * 100, by: 'icmp', sent: ping.sent };
  const udp = (measured.ports.get(peer) ?? []).filter(({ protocol, received }) => protocol === 'udp' && received > 0);
  const sent = udp.reduce((sum, one) => sum + one.sent, 0);
  if (sent === 0) return null;
  return { percent: (1 - udp.reduce((sum, one) => sum + one.received, 0) / sent) * 100, by: 'port', sent };
}

type Judged = { peer: number; value: number; needed: number; kind: string; severity: 'block' | 'warn' | null };

/** Of all peers the worst: a block before a warning, then what is furthest over (or nearest to) its limit. */
const heavy = { block: 2, warn: 1, none: 0 };
function worst(all: Judged[]): Judged | undefined {
  const weight = ({ severity }: Judged) => heavy[severity ?? 'none'];
  return all.toSorted((a, b) => weight(b) - weight(a) || b.value - a.value)[0];
}

function outcomes(readings: Readings, unit: string, judge: (index: number, peer: number) => Judged | null): Outcome[] {
  return readings.plan.hosts.map((host, index): Outcome => {
    const peers = peersAsked(readings, index);
    const judged = peers.flatMap((peer) => judge(index, peer) ?? []);
    const one = worst(judged);
    const missing = peers.filter((peer) => !judged.some((each) => each.peer === peer));
    if (!one) return dependsOn(readings, 'net.matrix', missing);
    const values: CheckValues = {
      ...share(readings, judged.length),
      [unit]: one.value,
      limit: one.needed,
      to: namesOf(readings, [one.peer]),
      kind: one.kind,
    };
    const bad = judged.filter(({ severity }) => severity !== null);
    if (one.severity) {
      const lines = bad.map(
        ({ peer, value }) => `${host.name} - ${namesOf(readings, [peer])} ${value.toFixed(1)} ${unit}`,
      );
      return finding(one.severity, { ...values, peers: bad.length }, lines.join('\n'));
    }
    if (missing.length > 0) return dependsOn(readings, 'net.matrix', missing);
    return passed({ ...values, peers: 0 });
  });
}

export function judgeLatency(readings: Readings): Outcome[] {
  return outcomes(readings, 'ms', (index, peer) => {
    const measured = readings.measured[index];
    const delay = measured ? delayTo(measured, peer) : null;
    if (!delay) return null;
    const [host, other] = [hostAt(readings, index), hostAt(readings, peer)];
    const servers = serves(host) && serves(other);
    const needed = servers ? latencyMs.controlPlane : latencyMs.worker;
    const base = { peer, value: delay.ms };
    if (delay.ms > needed)
      return { ...base, needed, kind: servers ? 'controlPlane' : 'worker', severity: 'block' as const };
    if (holdsEtcd(host) && holdsEtcd(other) && delay.ms > etcdLatencyMs)
      return { ...base, needed: etcdLatencyMs, kind: 'etcd', severity: 'warn' as const };
    return { ...base, needed, kind: servers ? 'controlPlane' : 'worker', severity: null };
  });
}

export function judgeLoss(readings: Readings): Outcome[] {
  return outcomes(readings, 'percent', (index, peer) => {
    const measured = readings.measured[index];
    const loss = measured ? lossTo(measured, peer) : null;
    if (!loss) return null;
    const servers = serves(hostAt(readings, index)) && serves(hostAt(readings, peer));
    const needed = servers ? lossPercent.controlPlane : lossPercent.worker;
    const kind = servers ? 'controlPlane' : 'worker';
    const grave = loss.by === 'port' && loss.sent < fewestAsked ? ('warn' as const) : ('block' as const);
    return { peer, value: loss.percent, needed, kind, severity: loss.percent > needed ? grave : null };
  });
}
