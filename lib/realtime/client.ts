import { io, type Socket } from 'socket.io-client';
import type { LogStore } from '@/lib/realtime/log-store';
import type { ClientEvents, LogBatch, ServerEvents, SubscribeAnswer } from '@/lib/realtime/protocol';
import type { RunView } from '@/lib/runs/view';

/**
 * What the page knows of its stream:
 *
 *     connecting ──▶ live ◀──▶ reconnecting
 *          └───────────┴──▶ refused          (the session ended, or the run is not for this person; a reload asks again)
 */
export type Connection =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** Milliseconds since the epoch at which the connection was lost. */
  | { kind: 'reconnecting'; since: number }
  | { kind: 'refused'; error: Extract<SubscribeAnswer, { ok: false }>['error'] };

export type RunFeedOptions = {
  runId: string;
  store: LogStore;
  /** Called with every view; the caller drops those with a lower version than its own. */
  onView: (view: RunView) => void;
  onConnection: (connection: Connection) => void;
  connect?: () => FeedSocket;
  now?: () => number;
};

export type FeedSocket = Pick<Socket<ServerEvents, ClientEvents>, 'on' | 'emit' | 'connect' | 'close' | 'active'>;

/** Pause before knocking again where the library does not by itself, milliseconds. */
const knockAgainMs = 1_000;

// WebSocket at once: upgrading from polling costs three round trips before the first line. Polling where a proxy forbids it.
const overSocketIo = (): FeedSocket =>
  io({ path: '/api/socket', transports: ['websocket', 'polling'], tryAllTransports: true });

/**
 * Streams one run into a store: everything after the last line that the store has, now, after a lost connection, and
 * when a batch shows a gap. Returns the function that ends it.
 */
export function openRunFeed(options: RunFeedOptions): () => void {
  const { runId, store, onView, onConnection } = options;
  const now = options.now ?? Date.now;
  const socket = (options.connect ?? overSocketIo)();
  /** Set from the moment a gap was seen until the replay arrives, so that it is asked for once. */
  let replaying = false;
  let closed = false;
  /** null while live. */
  let lostAt: number | null = null;
  let knocking: ReturnType<typeof setTimeout> | undefined;

  const subscribe = () => {
    socket.emit('run:subscribe', { runId, after: store.lastSeq }, (answer) => {
      if (closed) return;
      if (answer.ok) {
        lostAt = null;
        onConnection({ kind: 'live' });
      } else onConnection({ kind: 'refused', error: answer.error });
    });
  };

  const lost = () => {
    if (closed) return;
    lostAt ??= now();
    replaying = false;
    onConnection({ kind: 'reconnecting', since: lostAt });
  };

  /** `active` false: the server ended it (a restart, a database that is away), and the library will not try again. */
  const lostForNow = () => {
    lost();
    if (closed || socket.active) return;
    clearTimeout(knocking);
    knocking = setTimeout(() => socket.connect(), knockAgainMs);
  };

  onConnection({ kind: 'connecting' });
  socket.on('connect', subscribe);
  socket.on('disconnect', lostForNow);
  socket.on('connect_error', (error) => {
    if (socket.active || error.message !== 'unauthenticated') lostForNow();
    else if (!closed) onConnection({ kind: 'refused', error: 'unauthenticated' });
  });
  socket.on('run:view', (view) => {
    if (view.id === runId) onView(view);
  });
  socket.on('run:lines', (batch: LogBatch, received: () => void) => {
    if (batch.runId !== runId) return;
    const result = store.append(batch);
    if (result.kind === 'gap' && !replaying) {
      replaying = true;
      subscribe();
    }
    if (result.kind === 'appended') replaying = false;
    received();
  });

  return () => {
    closed = true;
    clearTimeout(knocking);
    socket.emit('run:unsubscribe', { runId });
    socket.close();
  };
}
