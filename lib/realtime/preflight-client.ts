import { io, type Socket } from 'socket.io-client';
import { withChanges } from '@/lib/preflight/report-changes';
import type { Report } from '@/lib/preflight/result';
import type { Connection } from './client';
import type { ClientEvents, PreflightView, ServerEvents } from './protocol';

export type PreflightFeedOptions = {
  planId: string;
  onReport: (report: Report | null) => void;
  onConnection: (connection: Connection) => void;
  connect?: () => PreflightSocket;
  now?: () => number;
};

export type PreflightSocket = Pick<Socket<ServerEvents, ClientEvents>, 'on' | 'emit' | 'connect' | 'close' | 'active'>;

/** Pause before knocking again where the library does not by itself, milliseconds. */
const knockAgainMs = 1_000;

const overSocketIo = (): PreflightSocket =>
  io({ path: '/api/socket', transports: ['websocket', 'polling'], tryAllTransports: true });

/** Follows a plan's newest preflight, also one that somebody starts later. Returns the function that ends it. */
export function openPreflightFeed(options: PreflightFeedOptions): () => void {
  const { planId, onReport, onConnection } = options;
  const now = options.now ?? Date.now;
  const socket = (options.connect ?? overSocketIo)();
  /** What the server believes that this page has; null before the whole came. */
  let shown: Report | null = null;
  let closed = false;
  /** null while live. */
  let lostAt: number | null = null;
  let knocking: ReturnType<typeof setTimeout> | undefined;

  const subscribe = () => {
    socket.emit('preflight:subscribe', { planId }, (answer) => {
      if (closed) return;
      if (answer.ok) {
        lostAt = null;
        onConnection({ kind: 'live' });
      } else onConnection({ kind: 'refused', error: answer.error });
    });
  };
  /** `active` false: the server ended it, and the library will not try again. */
  const lost = () => {
    if (closed) return;
    lostAt ??= now();
    onConnection({ kind: 'reconnecting', since: lostAt });
    if (socket.active) return;
    clearTimeout(knocking);
    knocking = setTimeout(() => socket.connect(), knockAgainMs);
  };

  onConnection({ kind: 'connecting' });
  socket.on('connect', subscribe);
  socket.on('disconnect', lost);
  socket.on('connect_error', (error) => {
    if (socket.active || error.message !== 'unauthenticated') lost();
    else if (!closed) onConnection({ kind: 'refused', error: 'unauthenticated' });
  });
  socket.on('preflight:view', (view: PreflightView, received: () => void) => {
    received();
    if (view.planId !== planId || closed) return;
    const next = view.kind === 'report' ? view.report : withChanges(shown, view.changes);
    // Changes to something else than what is here: the whole again.
    if (view.kind === 'changes' && next === null) return subscribe();
    shown = next;
    onReport(next);
  });

  return () => {
    closed = true;
    clearTimeout(knocking);
    socket.emit('preflight:unsubscribe', { planId });
    socket.close();
  };
}
