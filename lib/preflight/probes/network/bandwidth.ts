import { internalAddressOf, type PlanHost } from '@/lib/plan/schema';
import { finding, notRun, type Outcome, passed } from '../../check';
import type { Probe, ProbeSession } from '../../probe';
import { Prober } from '../prober/prober';
import { bandwidthCheck } from './checks';
import { addLines, type Measured, nothingMeasured } from './measured';
import { portsBetween } from './pairs';

/** 1 Gbit/s on the wire is 0.949 Gbit/s of TCP payload with packets of 1500 bytes; a twentieth less for what else is sent. */
export const payloadGbit = 0.9;
const streamSeconds = 1;
/** So many streams at the same time: more of them could fill a switch's uplink, and slow each other down. */
const atOnce = 8;
/** Slow pairs are measured again, one at a time; beyond so many the whole network is slow, and there is no doubt left. */
const againAtMost = 6;
const lifeSeconds = 80;

export type Stream = { from: number; to: number; port: number };

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

export function judgeStream(stream: Stream & { gbit: number; name: string }): Outcome {
  const values = { gbit: stream.gbit, to: stream.name, seconds: streamSeconds };
  return stream.gbit >= payloadGbit ? passed(values) : finding('warn', values);
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

export const bandwidthProbe: Probe = {
  id: 'bandwidth',
  checks: [bandwidthCheck],
  deadlineSeconds: 90,
  stage: 3,
  run: async (session) => {
    const { plan } = session.context;
    if (plan.hosts.length < 2) return;
    const stations = session.hosts.map((host) => {
      const index = plan.hosts.findIndex(({ name }) => name === host.name);
      const prober = new Prober(session.on(host), { nonce: session.nonce, index, lifeSeconds }, session.signal);
      session.running(bandwidthCheck.id, host);
      return { index, host, prober, measured: nothingMeasured() };
    });
    try {
      await measure(session, stations);
    } finally {
      await Promise.all(stations.map(({ prober }) => prober.stop()));
    }
  },
};

type Station = { index: number; host: PlanHost; prober: Prober; measured: Measured };

async function measure(session: ProbeSession, stations: Station[]): Promise<void> {
  const { plan } = session.context;
  const streams = planStreams(plan);
  const ask = async (index: number, lines: string[], seconds: number): Promise<void> => {
    const station = stations.find((one) => one.index === index);
    if (!station) return;
    const { lines: said } = await station.prober.ask(lines, seconds * 1000);
    addLines(station.measured, said);
  };
  await Promise.all(stations.map(({ prober }) => prober.ready(10_000)));
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
  const gbit = new Map<number, number>();
  const send = (group: Stream[]) =>
    Promise.all(
      group.map(async ({ from, to, port }) => {
        const peer = plan.hosts[to];
        if (!peer) return;
        await ask(from, [`stream ${to} ${internalAddressOf(peer)} ${port} ${streamSeconds}`], streamSeconds + 10);
        const stream = stations.find((one) => one.index === from)?.measured.streams.get(to);
        if (stream?.state !== 'ok' || stream.seconds <= 0) return;
        gbit.set(from, Math.max(gbit.get(from) ?? 0, (stream.bytes * 8) / stream.seconds / 1e9));
      }),
    );
  const possible = streams.filter(({ to, port }) => {
    const bound = stations.find((one) => one.index === to)?.measured.bound.get(`tcp/${port}`);
    return bound === 'ok';
  });
  for (const group of rounds(possible, atOnce)) if (!session.signal.aborted) await send(group);
  const slow = possible.filter(({ from }) => (gbit.get(from) ?? payloadGbit) < payloadGbit);
  if (slow.length <= againAtMost) for (const stream of slow) if (!session.signal.aborted) await send([stream]);
  if (session.signal.aborted) return;
  for (const { index, host, prober, measured } of stations) {
    if (!bandwidthCheck.appliesTo(session.context, host)) continue;
    const stream = streams.find(({ from }) => from === index);
    const to = stream && plan.hosts[stream.to];
    const speed = gbit.get(index);
    if (prober.toolMissing) session.emit(bandwidthCheck.id, host, notRun('tool-missing', { tool: 'perl' }));
    else if (!stream || !to) session.emit(bandwidthCheck.id, host, notRun('unsupported', { what: 'noCommonPort' }));
    else if (speed === undefined)
      session.emit(bandwidthCheck.id, host, unmeasured(stations, stream, measured, to.name));
    else session.emit(bandwidthCheck.id, host, judgeStream({ ...stream, gbit: speed, name: to.name }));
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
