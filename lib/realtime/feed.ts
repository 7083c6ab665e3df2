import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents, SubscribeAnswer } from '@/lib/realtime/protocol';

/**
 * What the page knows of its stream:
 *
 *     connecting ──▶ live ◀──▶ reconnecting
 *          └───────────┴──▶ refused          (the session ended, or it is not for this person; a reload asks again)
 */
export type Connection =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** Milliseconds since the epoch at which the connection was lost. */
  | { kind: 'reconnecting'; since: number }
  | { kind: 'refused'; error: Extract<SubscribeAnswer, { ok: false }>['error'] };

export type FeedSocket = Pick<Socket<ServerEvents, ClientEvents>, 'on' | 'emit' | 'connect' | 'close' | 'active'>;

type Answered = (answer: { ok: true } | Extract<SubscribeAnswer, { ok: false }>) => void;

export type FeedOptions = {
  onConnection: (connection: Connection) => void;
  connect?: (() => FeedSocket) | undefined;
  now?: (() => number) | undefined;
};

/** Pause before knocking again where the library does not by itself, milliseconds. */
const knockAgainMs = 1_000;

// WebSocket at once: upgrading from polling costs three round trips before the first line. Polling where a proxy forbids it.
const overSocketIo = (): FeedSocket =>
  io({ path: '/api/socket', transports: ['websocket', 'polling'], tryAllTransports: true });

/** One subscription that is asked for again whenever the connection is back, until it is closed or refused. */
export class Feed {
  readonly socket: FeedSocket;
  readonly #subscribe: (socket: FeedSocket, answered: Answered) => void;
  readonly #onConnection: (connection: Connection) => void;
  readonly #now: () => number;
  #closed = false;
  /** null while live. */
  #lostAt: number | null = null;
  #knocking: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param subscribe asks the server, at first and after each loss
   * @param onLost before the page hears of it
   */
  constructor(
    { onConnection, connect = overSocketIo, now = Date.now }: FeedOptions,
    subscribe: (socket: FeedSocket, answered: Answered) => void,
    onLost: () => void = () => {},
  ) {
    this.socket = connect();
    this.#subscribe = subscribe;
    this.#onConnection = onConnection;
    this.#now = now;
    const lost = () => {
      if (this.#closed) return;
      this.#lostAt ??= this.#now();
      onLost();
      onConnection({ kind: 'reconnecting', since: this.#lostAt });
      // `active` false: the server ended it (a restart, a database that is away), and the library will not try again.
      if (this.socket.active) return;
      clearTimeout(this.#knocking);
      this.#knocking = setTimeout(() => this.socket.connect(), knockAgainMs);
    };
    onConnection({ kind: 'connecting' });
    this.socket.on('connect', () => this.ask());
    this.socket.on('disconnect', lost);
    this.socket.on('connect_error', (error) => {
      if (this.socket.active || error.message !== 'unauthenticated') lost();
      else if (!this.#closed) onConnection({ kind: 'refused', error: 'unauthenticated' });
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Subscribes, once more where something is missing. */
  ask(): void {
    this.#subscribe(this.socket, (answer) => {
      if (this.#closed) return;
      if (answer.ok) {
        this.#lostAt = null;
        this.#onConnection({ kind: 'live' });
      } else this.#onConnection({ kind: 'refused', error: answer.error });
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#knocking);
    this.socket.close();
  }
}
