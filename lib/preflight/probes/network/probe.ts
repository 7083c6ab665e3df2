import type { HostPort } from '@/lib/plan/host-ports';
import { internalAddressOf, type Plan, type PlanHost } from '@/lib/plan/schema';
import { notRun, type Outcome, type ProbeCheck } from '../../check';
import { mayHoldVip, ownership, ownershipReading, vipOwnership } from '../../checks/ownership';
import type { Probe, ProbeSession } from '../../probe';
import type { Prober } from '../prober/prober';
import { judgeCollision, judgeVipFree, nicWith, ownTag, plannedVips } from './address';
import {
  collisionCheck,
  latencyCheck,
  lossCheck,
  matrixCheck,
  mtuCheck,
  portPairCheck,
  skewCheck,
  vipFreeCheck,
  vridCheck,
} from './checks';
import { judgeLatency, judgeLoss } from './delay';
import { judgeMatrix } from './matrix';
import { addLines, type Measured, nothingMeasured } from './measured';
import { judgeMtu } from './mtu';
import { type MatrixPlan, planMatrix, portsAsked } from './pairs';
import { judgePorts } from './port-pair';
import { peersAsked, type Readings, reached } from './readings';
import { judgeSkew, longestDelayMs } from './skew';
import { type Station, stationsOf } from './station';
import { judgeVrid, listenSeconds } from './vrrp';

const readySeconds = 10;
const soon: [ProbeCheck, (readings: Readings) => Outcome[]][] = [
  [matrixCheck, judgeMatrix],
  [latencyCheck, judgeLatency],
  [portPairCheck, judgePorts],
  [skewCheck, judgeSkew],
  [collisionCheck, judgeCollision],
  [vipFreeCheck, judgeVipFree],
  [vridCheck, judgeVrid],
];
/** Judged after a second round: paths are narrowed down, and a loss counts when it comes again. */
const late: [ProbeCheck, (readings: Readings) => Outcome[]][] = [
  [lossCheck, judgeLoss],
  [mtuCheck, judgeMtu],
];

/** Echoes per host and peer: with many hosts both directions of a pair make up for fewer. */
const echoes = (count: number): number => (count <= 20 ? 20 : 10);
/** Many hosts take their time: on busy machines more at once would come too late to count, and be asked for again. */
const echoEveryMs = (count: number): number => Math.min(300, Math.max(50, count * 6));
/** Few questions need no such care. */
const spreadSeconds = (questions: number): number => Math.min(2.5, questions * 0.05);

/** Clocks are compared by the quickest of several exchanges: UDP's, or one TCP port's where no UDP port is asked. */
function questionTo(peer: number, address: string, { protocol, port }: HostPort, all: HostPort[]): string {
  const byClock = all.find((one) => one.protocol === 'udp') ?? all[0];
  const times = byClock?.port === port && byClock.protocol === protocol ? 4 : 1;
  return `${protocol} ${peer} ${address} ${port} ${protocol === 'udp' ? 4 : times}`;
}

/** First round: listeners are up everywhere, and everybody asks everybody at the same time. */
function questions(session: ProbeSession, matrix: MatrixPlan, { index, host, measured }: Station): string[] {
  const { plan } = session.context;
  const lines = [`spread ${spreadSeconds(plan.hosts.length)}`];
  const asked = (matrix.pairs[index] ?? []).flatMap(({ peer, sampled, ports }) => {
    const to = plan.hosts[peer];
    if (!to) return [];
    const address = internalAddressOf(to);
    return [
      ...(sampled
        ? [
            `ping ${peer} ${address} ${echoes(plan.hosts.length)} ${echoEveryMs(plan.hosts.length)}`,
            `mtu ${peer} ${address} whole`,
          ]
        : []),
      ...ports.map((port) => questionTo(peer, address, port, ports)),
    ];
  });
  lines.push(...asked);
  const own = nicWith(measured, internalAddressOf(host));
  if (own) lines.push(`arp ${ownTag} ${own} ${internalAddressOf(host)}`);
  for (const vip of heldVips(plan, host, measured)) lines.push(`arp ${vip.entry} ${vip.nic} ${vip.address}`);
  for (const nic of vrrpNics(plan, host, measured)) lines.push(`vrrp ${nic} ${listenSeconds}`);
  return lines;
}

const heldVips = (plan: Plan, host: PlanHost, measured: Measured) =>
  plannedVips(plan, host, measured).filter((vip) => vip.nic && vip.address);
const vrrpNics = (plan: Plan, host: PlanHost, measured: Measured) =>
  new Set(heldVips(plan, host, measured).map((vip) => vip.nic));

/**
 * Second round, towards peers that were reached: the path's MTU where a whole packet didn't pass, more echoes where some were lost, and once more
 * the ports that kept silent and clocks that were read too slowly: a host may only have been busy. Nothing on a network as it should be.
 */
function furtherQuestions(readings: Readings, { index, measured }: Station): string[] {
  const sampled = new Set(peersAsked(readings, index));
  const lines = (readings.matrix.pairs[index] ?? []).flatMap(({ peer, ports }) => {
    const to = readings.plan.hosts[peer];
    if (!to || !reached(readings, index, peer)) return [];
    const address = internalAddressOf(to);
    const silent = ports.filter(({ protocol, port }) => {
      const answer = measured.ports.get(peer)?.find((one) => one.protocol === protocol && one.port === port);
      return answer?.state === 'timedOut' || answer?.state === 'silent';
    });
    const clock = measured.clocks.get(peer);
    const unclear = !clock || clock.delayMs > longestDelayMs;
    const asked =
      silent.length === 0 && unclear ? ports.filter(({ protocol }) => protocol === 'udp').slice(0, 1) : silent;
    const again = asked.map((port) => questionTo(peer, address, port, asked));
    const ping = measured.pings.get(peer);
    if (!ping || ping.received === 0 || !sampled.has(peer)) return again;
    const lost = ping.received < ping.sent ? [`ping ${peer} ${address} 100 30`] : [];
    const path = measured.paths.has(peer) ? [] : [`mtu ${peer} ${address}`];
    return [...path, ...lost, ...again];
  });
  return lines.length === 0 ? [] : [`spread ${spreadSeconds(lines.length)}`, ...lines];
}

/** Why a host's prober says nothing. */
function silence(prober: Prober): Outcome {
  if (prober.toolMissing) return notRun('tool-missing', { tool: 'perl' });
  if (prober.failure?.code === 'connection-lost') return notRun('lost');
  if (prober.failure?.code === 'cancelled') return notRun('stopped');
  if (prober.complaint) return notRun('unreadable', { found: prober.complaint.slice(0, 200) });
  return notRun('deadline', { seconds: readySeconds });
}

export type NetworkOptions = {
  /** For tests on hosts that share one clock: what is added to a host's clock in the prober, ms, by the host's name. */
  skewMs?: Record<string, number>;
};

/** Everything between hosts but bandwidth: hosts' probers, two rounds. */
export function networkProbe({ skewMs = {} }: NetworkOptions = {}): Probe {
  return {
    id: 'network',
    checks: [...soon, ...late].map(([check]) => check),
    deadlineSeconds: 60,
    stage: 2,
    probers: true,
    // Its ports are listened on later, when the host's own checks have seen which are taken.
    ahead: async (host, session) => {
      const prober = await session.prober(host);
      const { lines, complete } = await prober.ready(readySeconds * 1000, session.signal);
      if (!complete) return;
      const measured = nothingMeasured();
      addLines(measured, lines);
      const nics = [...vrrpNics(session.context.plan, host, measured)];
      if (nics.length > 0) prober.tell(nics.map((nic) => `hear ${nic} ${listenSeconds}`));
    },
    run: async (session) => {
      const { plan } = session.context;
      const matrix = planMatrix(plan);
      const stations = await stationsOf(session);
      for (const [check] of [...soon, ...late])
        for (const host of concerned(session, check)) session.running(check.id, host);
      await measure(session, matrix, stations, skewMs);
    },
  };
}

const concerned = ({ context, hosts }: ProbeSession, check: ProbeCheck): PlanHost[] =>
  hosts.filter((host) => check.appliesTo(context, host));

async function measure(
  session: ProbeSession,
  matrix: MatrixPlan,
  stations: Station[],
  skewMs: Record<string, number>,
): Promise<void> {
  const { plan } = session.context;
  const there = await present(session, stations);
  // The barrier: nobody asks before everybody listens.
  const listening = await round(session, there, 6, ({ host }) => [
    ...(skewMs[host.name] ? [`skew ${skewMs[host.name]}`] : []),
    ...portsAsked(plan, host).map(({ protocol, port }) => `listen ${protocol} ${internalAddressOf(host)} ${port}`),
  ]);
  const asked = await round(session, listening, 25, (station) => questions(session, matrix, station));
  const own = await installedHosts(session, stations);
  const here = new Set(session.hosts.map(({ name }) => name));
  const readings: Readings = {
    plan,
    matrix,
    measured: plan.hosts.map((_, index) => asked.find((station) => station.index === index)?.measured ?? null),
    unreached: new Set(plan.hosts.flatMap(({ name }, index) => (here.has(name) ? [] : [index]))),
    own,
  };
  const tell = (judges: typeof soon, which: (outcome: Outcome) => boolean) => {
    if (session.signal.aborted) return;
    for (const [check, judge] of judges) {
      const outcomes = judge(readings);
      for (const host of concerned(session, check)) {
        const station = stations.find((one) => one.host === host);
        if (!station) continue;
        const outcome = readings.measured[station.index] ? outcomes[station.index] : silence(station.prober);
        if (outcome && which(outcome)) session.emit(check.id, host, outcome);
      }
    }
  };
  // What a second question may still change is told after it.
  tell(
    soon.filter(([check]) => check !== portPairCheck && check !== skewCheck),
    () => true,
  );
  tell(
    soon.filter(([check]) => check === portPairCheck || check === skewCheck),
    ({ state }) => state === 'passed',
  );
  await round(session, asked, 20, (station) => furtherQuestions(readings, station));
  tell([...soon.filter(([check]) => check === portPairCheck || check === skewCheck), ...late], () => true);
}

/**
 * Hosts that a run of this plan has installed, by index, of those where it matters: an UDP port is taken, the VIP is there, or adverts came from there.
 * One that doesn't say so in time isn't: its VIP is a finding then.
 */
async function installedHosts(
  { context, on, signal }: ProbeSession,
  stations: Station[],
): Promise<ReadonlySet<number>> {
  const { api, application } = context.plan.entry;
  const vips = [api, application].flatMap((entry) => (entry.kind === 'keepalived' ? [entry.address] : []));
  const speakers = new Set(stations.flatMap(({ measured }) => measured.adverts.map(({ source }) => source)));
  const matters = stations.filter(
    ({ host, measured }) =>
      speakers.has(internalAddressOf(host)) ||
      vips.some((vip) => nicWith(measured, vip)) ||
      [...measured.bound].some(([port, state]) => port.startsWith('udp/') && state !== 'ok'),
  );
  const script = `${ownershipReading}\n${ownership}\n${vipOwnership}`;
  const own = await Promise.all(
    matters.map(async ({ host, index }) => {
      const end = await on(host)
        .run(script, { deadlineMs: readySeconds * 1000, signal })
        .catch(() => null);
      return end !== null && mayHoldVip(context, host, end.stdout) ? [index] : [];
    }),
  );
  return new Set(own.flat());
}

/** Those that say that they are there in time, with what their interfaces are. */
async function present({ signal }: ProbeSession, stations: Station[]): Promise<Station[]> {
  const all = await Promise.all(
    stations.map(async (station) => {
      const { lines, complete } = await station.prober.ready(readySeconds * 1000, signal);
      addLines(station.measured, lines);
      return complete ? [station] : [];
    }),
  );
  return all.flat();
}

/** Each is asked its own, if anything; who doesn't come to an end leaves what it said, and takes no further part. */
async function round(
  { signal }: ProbeSession,
  stations: Station[],
  seconds: number,
  linesOf: (station: Station) => string[],
): Promise<Station[]> {
  const all = await Promise.all(
    stations.map(async (station) => {
      const orders = linesOf(station);
      if (orders.length === 0) return [station];
      const { lines, complete } = await station.prober.ask(orders, seconds * 1000, signal);
      addLines(station.measured, lines);
      return complete ? [station] : [];
    }),
  );
  return all.flat();
}
