import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { events } from '@/lib/auth/access';
import { allowed, type Requirement, type SessionUser } from '@/lib/auth/permissions';
import { fromOwnPage } from '@/lib/auth/public-origin';
import { userOfHeaders } from '@/lib/auth/session';
import { madeBy, openReader } from '@/lib/cluster/open-reader';
import type { Report } from '@/lib/preflight/result';
import { latestReport, preflightChannel } from '@/lib/preflight/store';
import { runChannel } from '@/lib/runs/fence';
import { linesAfter, runView } from '@/lib/runs/runs';
import type { RunView } from '@/lib/runs/view';
import { databaseUrl } from '@/lib/store/database-url';
import { ClusterFeed, type ClusterFeedOptions, type SendCluster } from './cluster-feed';
import { LinePump } from './line-pump';
import { Notifications } from './notifications';
import { PreflightFeed, type SendPreflight } from './preflight-feed';
import type { ClientEvents, LogLine, PreflightAnswer, ServerEvents, SubscribeAnswer } from './protocol';
import { ViewFeed, type ViewTarget } from './view-feed';

/** A page that doesn't take a batch for so long is gone, milliseconds. */
const acknowledgeMs = 60_000;
/** A session that was ended elsewhere is noticed within, milliseconds. */
const sessionCheckMs = 5_000;

const subscribeSchema = z.object({ runId: z.string().max(64), after: z.number().int().min(0) });
const unsubscribeSchema = z.object({ runId: z.string().max(64) });
const planSchema = z.object({ planId: z.string().max(64) });

type SocketData = { headers: Headers };
type RunSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;

export type RealtimeOptions = {
  url: string;
  userOf: (headers: Headers) => Promise<SessionUser | null>;
  lines: (runId: string, after: number, limit: number) => Promise<LogLine[]>;
  view: (runId: string) => Promise<RunView | null>;
  report: (planId: string) => Promise<Report | null>;
  cluster: Pick<ClusterFeedOptions, 'open' | 'madeBy'>;
  sessionCheckMs: number;
};

export type Realtime = { close: () => Promise<void> };

/** Streams runs, preflights and clusters to signed-in pages over socket.io, on the server's own port below /api/socket. */
export async function attachRealtime(server: HttpServer, options: Partial<RealtimeOptions> = {}): Promise<Realtime> {
  const rooms = new RunRooms({
    url: databaseUrl(),
    userOf: userOfHeaders,
    lines: linesAfter,
    view: runView,
    report: latestReport,
    cluster: { open: openReader, madeBy },
    sessionCheckMs,
    ...options,
  });
  await rooms.open();
  const io = new Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>(server, {
    path: '/api/socket',
    serveClient: false,
    // What pages send is a few words.
    maxHttpBufferSize: 64 * 1024,
    allowRequest: (request, decide) => decide(null, mayKnock(request)),
  });
  io.use((socket, next) => {
    const headers = headersOf(socket.request);
    socket.data.headers = headers;
    rooms.userOf(headers).then(
      (user) => next(user ? undefined : new Error('unauthenticated')),
      // "Could not ask" is not "no": the page knocks again.
      () => next(new Error('unavailable')),
    );
  });
  io.on('connection', (socket) => rooms.welcome(socket));
  return {
    close: async () => {
      io.disconnectSockets(true);
      io.engine.close();
      await rooms.close();
    },
  };
}

/** Other sites' pages always send an Origin; our own leave it out when they only read (a poll). */
function mayKnock(request: IncomingMessage): boolean {
  const headers = headersOf(request);
  if (headers.get('origin') !== null) return fromOwnPage(headers);
  const site = headers.get('sec-fetch-site');
  return request.method === 'GET' && (site === null || site === 'same-origin');
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

class RunRooms {
  readonly #options: RealtimeOptions;
  readonly #notifications: Notifications;
  readonly #pumps = new Map<string, Set<LinePump>>();
  readonly #feeds = new Map<string, ViewFeed>();
  readonly #preflights = new Map<string, PreflightFeed>();
  readonly #clusters = new Map<string, ClusterFeed>();
  readonly #preflightNotifications: Notifications;

  constructor(options: RealtimeOptions) {
    this.#options = options;
    this.#notifications = new Notifications(options.url, runChannel, (runId) => this.#changed(runId));
    this.#preflightNotifications = new Notifications(options.url, preflightChannel, (planId) => {
      for (const [id, feed] of this.#preflights) if (planId === null || id === planId) feed.changed();
    });
  }

  async open(): Promise<void> {
    await this.#notifications.open();
    await this.#preflightNotifications.open();
  }

  async close(): Promise<void> {
    await this.#notifications.close();
    await this.#preflightNotifications.close();
    await Promise.all([...this.#clusters.values()].map((feed) => feed.close()));
  }
  userOf = (headers: Headers) => this.#options.userOf(headers);

  welcome(socket: RunSocket): void {
    const subscriptions = new Map<string, () => void>();
    const leave = (runId: string) => {
      subscriptions.get(runId)?.();
      subscriptions.delete(runId);
    };
    const checking = setInterval(() => {
      // "Could not ask" ends nobody's session.
      this.#mayNow(socket, 'signed-in').then(
        (answer) => answer === 'unauthenticated' && socket.disconnect(true),
        () => {},
      );
    }, this.#options.sessionCheckMs);
    socket.on('disconnect', () => {
      clearInterval(checking);
      for (const one of subscriptions.keys()) leave(one);
    });

    socket.on('run:subscribe', async (request, answer) => {
      if (typeof answer !== 'function') return;
      const asked = subscribeSchema.safeParse(request);
      if (!asked.success) return answer({ ok: false, error: 'not-found' });
      const subscribing = this.#subscribe(socket, asked.data, (end) => {
        leave(asked.data.runId);
        subscriptions.set(asked.data.runId, end);
      });
      // The database is away: no answer would be true. The page connects again, and asks again.
      await subscribing.then(answer, () => socket.disconnect(true));
    });
    socket.on('run:unsubscribe', async (request) => {
      const asked = unsubscribeSchema.safeParse(request);
      const may = asked.success && this.#mayNow(socket, events['run:unsubscribe']);
      if (!may || (await may.catch(() => null)) !== 'yes') return;
      leave(asked.data.runId);
    });

    this.#welcomeToClusters(socket, subscriptions, leave);

    // Plans and runs have ids of their own kind, so one map holds both.
    socket.on('preflight:subscribe', async (request, answer) => {
      if (typeof answer !== 'function') return;
      const asked = planSchema.safeParse(request);
      if (!asked.success) return answer({ ok: false, error: 'not-found' });
      const { planId } = asked.data;
      const subscribing = this.#subscribePreflight(socket, planId, (end) => {
        leave(planId);
        subscriptions.set(planId, end);
      });
      await subscribing.then(answer, () => socket.disconnect(true));
    });
    socket.on('preflight:unsubscribe', async (request) => {
      const asked = planSchema.safeParse(request);
      const may = asked.success && this.#mayNow(socket, events['preflight:unsubscribe']);
      if (!may || (await may.catch(() => null)) !== 'yes') return;
      leave(asked.data.planId);
    });
  }

  #welcomeToClusters(
    socket: RunSocket,
    subscriptions: Map<string, () => void>,
    leave: (subscription: string) => void,
  ): void {
    const nameOf = (planId: string) => `cluster ${planId}`;
    socket.on('cluster:subscribe', async (request, answer) => {
      if (typeof answer !== 'function') return;
      const asked = planSchema.safeParse(request);
      if (!asked.success) return answer({ ok: false, error: 'not-found' });
      const name = nameOf(asked.data.planId);
      const subscribing = this.#subscribeCluster(socket, asked.data.planId, (end) => {
        leave(name);
        subscriptions.set(name, end);
      });
      await subscribing.then(answer, () => socket.disconnect(true));
    });
    socket.on('cluster:unsubscribe', async (request) => {
      const asked = planSchema.safeParse(request);
      const may = asked.success && this.#mayNow(socket, events['cluster:unsubscribe']);
      if (!may || (await may.catch(() => null)) !== 'yes') return;
      leave(nameOf(asked.data.planId));
    });
  }

  async #subscribeCluster(
    socket: RunSocket,
    planId: string,
    subscribed: (end: () => void) => void,
  ): Promise<PreflightAnswer> {
    const may = await this.#mayNow(socket, events['cluster:subscribe']);
    if (may !== 'yes') return { ok: false, error: may };
    if (!socket.connected) return { ok: false, error: 'unauthenticated' };
    const send: SendCluster = async (message) => {
      await socket.timeout(acknowledgeMs).emitWithAck('cluster:view', message);
    };
    const feed = this.#clusters.get(planId) ?? this.#newCluster(planId);
    // Added before an older subscription of this page is left, so that the cluster is asked on.
    feed.add(send);
    subscribed(() => feed.remove(send));
    return { ok: true };
  }

  #newCluster(planId: string): ClusterFeed {
    const feed = new ClusterFeed({
      planId,
      ...this.#options.cluster,
      ended: () => {
        if (this.#clusters.get(planId) === feed) this.#clusters.delete(planId);
      },
    });
    this.#clusters.set(planId, feed);
    return feed;
  }

  async #subscribePreflight(
    socket: RunSocket,
    planId: string,
    subscribed: (end: () => void) => void,
  ): Promise<PreflightAnswer> {
    const may = await this.#mayNow(socket, events['preflight:subscribe']);
    if (may !== 'yes') return { ok: false, error: may };
    if (!socket.connected) return { ok: false, error: 'unauthenticated' };
    const send: SendPreflight = async (view) => {
      await socket.timeout(acknowledgeMs).emitWithAck('preflight:view', view);
    };
    const feed = this.#preflights.get(planId) ?? new PreflightFeed(planId, () => this.#options.report(planId));
    this.#preflights.set(planId, feed);
    subscribed(() => {
      feed.remove(send);
      if (feed.empty && this.#preflights.get(planId) === feed) this.#preflights.delete(planId);
    });
    // A feed that this page left just now, as the only one, was forgotten: it comes back.
    this.#preflights.set(planId, feed);
    feed.add(send);
    return { ok: true };
  }

  async #mayNow(socket: RunSocket, needed: Requirement): Promise<'yes' | 'unauthenticated' | 'forbidden'> {
    const user = await this.#options.userOf(socket.data.headers);
    if (!user) return 'unauthenticated';
    return allowed(user, needed) ? 'yes' : 'forbidden';
  }

  async #subscribe(
    socket: RunSocket,
    { runId, after }: z.infer<typeof subscribeSchema>,
    subscribed: (end: () => void) => void,
  ): Promise<SubscribeAnswer> {
    const may = await this.#mayNow(socket, events['run:subscribe']);
    if (may !== 'yes') return { ok: false, error: may };
    const view = await this.#options.view(runId);
    if (!view) return { ok: false, error: 'not-found' };
    if (!socket.connected) return { ok: false, error: 'unauthenticated' };
    const pump = new LinePump({
      runId,
      after,
      read: this.#options.lines,
      send: async (batch) => {
        await socket.timeout(acknowledgeMs).emitWithAck('run:lines', batch);
      },
      // A page whose stream broke reconnects, and asks for what it lacks.
      onEnd: () => socket.disconnect(true),
    });
    const target: ViewTarget = {
      ready: () => !pump.slow,
      send: (newest) => socket.emit('run:view', newest),
    };
    const pumps = this.#pumps.get(runId) ?? new Set();
    this.#pumps.set(runId, pumps.add(pump));
    const feed = this.#feeds.get(runId) ?? new ViewFeed(() => this.#options.view(runId));
    this.#feeds.set(runId, feed);
    feed.add(target);
    subscribed(() => {
      pump.end();
      pumps.delete(pump);
      feed.remove(target);
      if (pumps.size === 0) this.#pumps.delete(runId);
      if (feed.empty) this.#feeds.delete(runId);
    });
    return { ok: true, lastSeq: view.lastSeq };
  }

  /** Null: the notices were away for a while, so anything may have changed. */
  #changed(runId: string | null): void {
    for (const [id, pumps] of this.#pumps) if (runId === null || id === runId) for (const pump of pumps) pump.wake();
    for (const [id, feed] of this.#feeds) if (runId === null || id === runId) feed.changed();
  }
}
