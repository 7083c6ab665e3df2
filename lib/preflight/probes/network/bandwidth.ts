import { internalAddressOf, type PlanHost } from '@/lib/plan/schema';
import { finding, notRun, type Outcome, passed } from '../../check';
import type { Probe, ProbeSession } from '../../probe';
import { bandwidthCheck } from './checks';
import { addLines, type Measured } from './measured';
import { portsBetween } from './pairs';
import { type Station, stationsOf } from './station';

/** 1 Gbit/s on the wire is 0.949 Gbit/s of TCP payload with packets of 1500 bytes; a twentieth less for what else is sent. */
export const payloadGbit = 0.9;

/** So many streams of so many seconds at the same time. */
export type Pass = { atOnce: number; seconds: number };
/**
 * At first everybody at the same time: each host sends once and receives once, which cards and switches do both ways in full. TCP is at 1 Gbit/s after as many round
 * trips as it takes to double ten packets (RFC 6928) until they fill the path: five of them, 5 ms, at 1 ms. Of half a second that is a hundredth,
 * and a stream that carries enough in it has carried enough; a link's speed doesn't wear off within a second either.
 */
export const sieve: Pass = { atOnce: Number.POSITIVE_INFINITY, seconds: 0.5 };
/** What came out slow is measured again by few: more of them could fill a switch's uplink or a hypervisor's card, and slow each other down. */
export const fewer: Pass = { atOnce: 8, seconds: 0.5 };
/** What is slow then, one at a time, and long enough for a path of 10 ms to get up to speed. */
export const single: Pass = { atOnce: 1, seconds: 1 };
/** Beyond so many the whole network is slow, and there is no doubt left. */
export const againAtMost = 6;

export type Stream = { from: number; to: number; port: number };
/** Gbit/s of payload, and the seconds in which that was measured. */
export type Speed = { gbit: number; seconds: number };

/** A sample: each host sends to the next one of the plan that has a port which it may reach anyway. */
export function planStreams(plan: { hosts: PlanHost[] } & Parameters<typeof portsBetween>[0]): Stream[] {
  const count = plan.hosts.length;
  return plan.hosts.flatMap((host, from): Stream[] => {
    for (let step = 1; step < count; step++) {
      const to = (from + step) % count;
      const peer = plan.hosts[to];
      const port = peer && portsBetween(plan, host, peer).find(({ protocol }) => protocol === 'tcp');
      if (port) return [{ from, to, port: port.port }];
    }
    return [];
  });
}

export function judgeStream({ gbit, seconds }: Speed, to: string): Outcome {
  const values = { gbit, to, seconds };
  return gbit >= payloadGbit ? passed(values) : finding('warn', values);
}

/** In groups in which no host sends or receives twice. */
export function rounds(streams: Stream[], size: number): Stream[][] {
  const groups: Stream[][] = [];
  for (const stream of streams) {
    const group = groups.find(
      (one) => one.length < size && one.every(({ from, to }) => from !== stream.from && to !== stream.to),
    );
    if (group) group.push(stream);
    else groups.push([stream]);
  }
  return groups;
}

/**
 * The best speed of each stream, by its sender: all at once, what was slow by fewer, and what still is one at a time, when that isn't the whole network.
 * `send` has these streams run at the same time, and says what went through; a stream that it doesn't name came to nothing, and isn't tried again.
 */
export async function speeds(
  streams: Stream[],
  send: (group: Stream[], seconds: number) => Promise<Map<number, Speed>>,
): Promise<Map<number, Speed>> {
  const best = new Map<number, Speed>();
  const pass = async (some: Stream[], { atOnce, seconds }: Pass): Promise<Stream[]> => {
    for (const group of rounds(some, atOnce))
      for (const [from, speed] of await send(group, seconds))
        if (speed.gbit > (best.get(from)?.gbit ?? 0)) best.set(from, speed);
    return some.filter(({ from }) => (best.get(from)?.gbit ?? payloadGbit) < payloadGbit);
  };
  const first = await pass(streams, sieve);
  const second = await pass(first, fewer);
  if (second.length <= againAtMost) await pass(second, single);
  return best;
}

export const bandwidthProbe: Probe = {
  id: 'bandwidth',
  checks: [bandwidthCheck],
  deadlineSeconds: 90,
  stage: 3,
  probers: true,
  run: async (session) => {
    const { plan } = session.context;
    if (plan.hosts.length < 2) return;
    for (const host of session.hosts) session.running(bandwidthCheck.id, host);
    await measure(session, await stationsOf(session));
  },
};

async function measure(session: ProbeSession, stations: Station[]): Promise<void> {
  const { plan } = session.context;
  const streams = planStreams(plan);
  const ask = async (index: number, lines: string[], seconds: number): Promise<void> => {
    const station = stations.find((one) => one.index === index);
    if (!station) return;
    const { lines: said } = await station.prober.ask(lines, seconds * 1000, session.signal);
    addLines(station.measured, said);
  };
  await Promise.all(stations.map(({ prober }) => prober.ready(10_000, session.signal)));
  await Promise.all(
    stations.map(({ index, host }) => {
      const ports = new Set(streams.filter(({ to }) => to === index).map(({ port }) => port));
      return ask(
        index,
        [...ports].map((port) => `listen tcp ${internalAddressOf(host)} ${port}`),
        5,
      );
    }),
  );
  const send = async (group: Stream[], seconds: number): Promise<Map<number, Speed>> => {
    const all = await Promise.all(
      group.map(async ({ from, to, port }): Promise<[number, Speed][]> => {
        const peer = plan.hosts[to];
        const measured = stations.find((one) => one.index === from)?.measured;
        if (!peer || session.signal.aborted) return [];
        measured?.streams.delete(to);
        await ask(from, [`stream ${to} ${internalAddressOf(peer)} ${port} ${seconds}`], seconds + 10);
        const stream = measured?.streams.get(to);
        if (stream?.state !== 'ok' || stream.seconds <= 0) return [];
        return [[from, { gbit: (stream.bytes * 8) / stream.seconds / 1e9, seconds }]];
      }),
    );
    return new Map(all.flat());
  };
  const possible = streams.filter(({ to, port }) => {
    const bound = stations.find((one) => one.index === to)?.measured.bound.get(`tcp/${port}`);
    return bound === 'ok';
  });
  const speedOf = await speeds(possible, send);
  if (session.signal.aborted) return;
  for (const { index, host, prober, measured } of stations) {
    if (!bandwidthCheck.appliesTo(session.context, host)) continue;
    const stream = streams.find(({ from }) => from === index);
    const to = stream && plan.hosts[stream.to];
    const speed = speedOf.get(index);
    if (prober.toolMissing) session.emit(bandwidthCheck.id, host, notRun('tool-missing', { tool: 'perl' }));
    else if (!stream || !to) session.emit(bandwidthCheck.id, host, notRun('unsupported', { what: 'noCommonPort' }));
    else if (speed === undefined)
      session.emit(bandwidthCheck.id, host, unmeasured(stations, stream, measured, to.name));
    else session.emit(bandwidthCheck.id, host, judgeStream(speed, to.name));
  }
}

/** Nothing went through: the checks that say why. */
function unmeasured(stations: Station[], { to, port }: Stream, measured: Measured, name: string): Outcome {
  const target = stations.find((one) => one.index === to);
  if (!target) return notRun('depends', { check: 'ssh.reach', hosts: name });
  const bound = target.measured.bound.get(`tcp/${port}`);
  // port.local.free says whether that is wrong: a cluster that runs has its ports itself.
  if (bound === 'EADDRINUSE') return notRun('unsupported', { what: 'port-taken', port });
  if (bound !== 'ok') return notRun('depends', { check: 'port.local.free', hosts: name });
  const stream = measured.streams.get(to);
  return stream ? notRun('depends', { check: 'port.pair', hosts: name }) : notRun('deadline', { seconds: 12 });
}
