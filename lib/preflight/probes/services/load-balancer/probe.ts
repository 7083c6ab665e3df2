import { setTimeout as wait } from 'node:timers/promises';
import type { PlanHost } from '@/lib/plan/schema';
import { notRun, type Outcome } from '../../../check';
import type { Probe, ProbeSession } from '../../../probe';
import { answer, textOf } from '../answer';
import { httpOver } from '../http-over';
import { reach } from '../reach';
import { type Balanced, balancedOf, loadBalancerChecks } from './checks';
import { backendOf, dropLimitSeconds, judgeBackend, judgeClient, judgeDrop, type Seen } from './judge';
import { type Listener, listen } from './listener';

/** Hosts that connect at a time: enough for balancers that go by the client's address, few enough to be quick. */
const clientsAtMost = 3;
/** Milliseconds for one connection: longer than a balancer takes to give up on a backend and try another. */
const answerMs = 4_000;

type Times = {
  /** Seconds in which a balancer may find out that backends have come up. */
  upSeconds: number;
  dropSeconds: number;
};

/** Listeners stand in for gateways and API servers; clients call the load balancer and see who answers. */
export const loadBalancerProbeOf = ({ upSeconds, dropSeconds }: Times): Probe => ({
  id: 'load-balancer',
  checks: loadBalancerChecks,
  deadlineSeconds: 20 + 2 * (upSeconds + dropSeconds),
  // It binds ports that the port checks bind too.
  stage: 3,
  run: async (session) => {
    for (const balanced of balancedOf(session.context)) await prove(session, balanced, { upSeconds, dropSeconds });
  },
});

export const loadBalancerProbe = loadBalancerProbeOf({ upSeconds: 30, dropSeconds: dropLimitSeconds });

async function prove(session: ProbeSession, balanced: Balanced, times: Times): Promise<void> {
  const backends = session.hosts.filter((host) => balanced.backends.some(({ name }) => name === host.name));
  const callers = balanced.id === 'lb.api' ? session.hosts.filter((host) => applies('lb.client', session, host)) : [];
  const dropped = backends.find((host) => applies(`${balanced.id}-drop`, session, host));
  const results = new Map<string, Outcome>();
  const everything: [string, PlanHost][] = [
    ...backends.map((host): [string, PlanHost] => [balanced.id, host]),
    ...callers.map((host): [string, PlanHost] => ['lb.client', host]),
    ...(dropped ? [[`${balanced.id}-drop`, dropped] as [string, PlanHost]] : []),
  ];
  const set = (check: string, host: PlanHost, outcome: Outcome) => results.set(`${check} ${host.name}`, outcome);
  let failure: unknown;
  if (balanced.address) {
    try {
      for (const [check, host] of everything) session.running(check, host);
      await withListeners(session, balanced, backends, times, async (listeners) => {
        await look(session, balanced, listeners, callers, dropped, times, set);
      });
    } catch (error) {
      failure = error;
    }
  }
  for (const [check, host] of everything) {
    await answer(session, host, [check], async (say) => {
      const outcome = results.get(`${check} ${host.name}`);
      if (outcome) say(check, outcome);
      else if (!balanced.address) say(check, notRun('incomplete', { what: 'address' }));
      else if (failure) throw failure;
      return balanced.id;
    });
  }
}

const applies = (id: string, session: ProbeSession, host: PlanHost): boolean =>
  loadBalancerChecks.find((check) => check.id === id)?.appliesTo(session.context, host) ?? false;

type Listening = { host: PlanHost; listener: Listener | null };

/** They end with the work, whatever becomes of it; each host waits for word of that. */
async function withListeners(
  session: ProbeSession,
  balanced: Balanced,
  backends: PlanHost[],
  times: Times,
  work: (listeners: Listening[]) => Promise<void>,
): Promise<void> {
  const listeners: Listening[] = [];
  try {
    const ports = [...new Set(balanced.ports.map(({ back }) => back))];
    const seconds = 20 + times.upSeconds + times.dropSeconds;
    await Promise.all(
      backends.map(async (host) => {
        const options = { name: host.name, nonce: session.nonce, ports, seconds, signal: session.signal };
        listeners.push({ host, listener: await listen(session.on(host), options) });
      }),
    );
    await work(listeners);
  } finally {
    await Promise.all(listeners.map(({ listener }) => listener?.end().catch(() => {})));
  }
}

async function look(
  session: ProbeSession,
  balanced: Balanced,
  listeners: Listening[],
  callers: PlanHost[],
  dropped: PlanHost | undefined,
  times: Times,
  set: (check: string, host: PlanHost, outcome: Outcome) => void,
): Promise<void> {
  const ready = listeners.flatMap(({ host, listener }) => (listener ? [{ host, listener }] : []));
  for (const { host, listener } of listeners) {
    if (!listener) set(balanced.id, host, notRun('tool-missing', { tool: 'perl' }));
  }
  // Clients that are no backends first: some balancers don't lead a backend to itself, which lb.client asks about.
  const names = new Set(listeners.map(({ host }) => host.name));
  const clients = session.hosts
    .toSorted((a, b) => Number(names.has(a.name)) - Number(names.has(b.name)))
    .slice(0, clientsAtMost);
  const seen = await untilAllSeen(session, balanced, clients, ready, times.upSeconds);
  for (const { host, listener } of ready) {
    const fronts = (backs: number[]) =>
      balanced.ports.filter(({ back }) => backs.includes(back)).map(({ front }) => front);
    const all = balanced.ports.map(({ front }) => front);
    set(balanced.id, host, judgeBackend(seen, host.name, all, fronts(listener.taken)));
  }
  const works = seen.some(({ backend }) => backend !== null);
  if (!works) return;
  for (const host of callers) {
    const [port] = balanced.ports;
    if (!port) continue;
    const calls = Array.from({ length: 2 * ready.length }, () => call(session, host, balanced, port.front));
    set('lb.client', host, judgeClient(await Promise.all(calls), `${balanced.address}:${port.front}`));
  }
  const victim = ready.find(({ host }) => host.name === dropped?.name);
  if (!dropped || !victim) return;
  const check = `${balanced.id}-drop`;
  // Who never answered can't be missed: neither by a balancer that doesn't know it nor by clients that it doesn't serve.
  const served = seen.filter(({ backend }) => backend === dropped.name);
  if (served.length === 0) return;
  await victim.listener.close();
  set(check, dropped, await watchDrop(session, balanced, clients, served, dropped, ready.length, times.dropSeconds));
}

async function call(session: ProbeSession, client: PlanHost, balanced: Balanced, port: number): Promise<Seen> {
  const base = { port, client: client.name, backend: null, how: 'plain' as const };
  const signal = AbortSignal.any([session.signal, AbortSignal.timeout(answerMs)]);
  try {
    const stream = await reach(session.on(client), balanced.address, port, { signal, deadlineMs: answerMs });
    const question = { method: 'GET', path: `/slipway-${session.nonce}`, host: balanced.address };
    const { status, body } = await httpOver(stream, question, signal);
    const told = backendOf(body.toString(), session.nonce);
    return told ? { ...base, ...told, found: 'none' } : { ...base, found: `HTTP ${status}` };
  } catch (error) {
    session.signal.throwIfAborted();
    return { ...base, found: signal.aborted ? `no answer in ${answerMs / 1000} s` : textOf(error) };
  }
}

/** Rounds of connections until every backend answered on each port that it listens on, or the time is over. */
async function untilAllSeen(
  session: ProbeSession,
  balanced: Balanced,
  clients: PlanHost[],
  ready: { host: PlanHost; listener: Listener }[],
  seconds: number,
): Promise<Seen[]> {
  const end = Date.now() + seconds * 1000;
  const wanted = ready.flatMap(({ host, listener }) =>
    balanced.ports
      .filter(({ back }) => !listener.taken.includes(back))
      .map(({ front }) => ({ port: front, name: host.name })),
  );
  let seen: Seen[] = [];
  for (let round = 0; wanted.length > 0; round++) {
    const open = wanted.filter(({ port, name }) => !seen.some((one) => one.port === port && one.backend === name));
    // Where something hangs, one round takes long: the others still get their second and third.
    if (open.length === 0 || (Date.now() >= end && round >= 3)) break;
    if (round > 0) await wait(500, null, { signal: session.signal });
    const ports = [...new Set(open.map(({ port }) => port))];
    const calls = clients.flatMap((client) =>
      ports.flatMap((port) => Array.from({ length: ready.length + 1 }, () => call(session, client, balanced, port))),
    );
    // What failed before a balancer knew its backends doesn't count against it.
    seen = [...seen.filter(({ backend }) => backend !== null), ...(await Promise.all(calls))];
  }
  return seen;
}

/** Goes on connecting until no connection fails any more, for long enough that the dead one would have had its turn. */
async function watchDrop(
  session: ProbeSession,
  balanced: Balanced,
  clients: PlanHost[],
  served: Seen[],
  dropped: PlanHost,
  backends: number,
  seconds: number,
): Promise<Outcome> {
  const began = Date.now();
  const elapsed = () => (Date.now() - began) / 1000;
  const ports = [...new Set(served.map(({ port }) => port))];
  const from = clients.filter((client) => served.some((one) => one.client === client.name));
  const enough = 3 * backends;
  let lastFailure = 0;
  let well = 0;
  while (well < enough) {
    const round = await Promise.all(
      from.flatMap((client) => ports.map((port) => call(session, client, balanced, port))),
    );
    if (round.every(({ backend }) => backend !== null)) well++;
    else {
      well = 0;
      lastFailure = elapsed();
      if (lastFailure > seconds) break;
    }
    await wait(100, null, { signal: session.signal });
  }
  return judgeDrop(dropped.name, lastFailure, seconds);
}
