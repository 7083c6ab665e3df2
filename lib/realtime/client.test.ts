import { describe, expect, test, vi } from 'vitest';
import { openRunFeed } from '@/lib/realtime/client';
import type { Connection, FeedSocket } from '@/lib/realtime/feed';
import { batch, frames } from '@/lib/realtime/log-fixture';
import { LogStore } from '@/lib/realtime/log-store';
import type { SubscribeAnswer } from '@/lib/realtime/protocol';
import type { RunView } from '@/lib/runs/view';

type Handler = (...args: unknown[]) => void;

/** A socket without a wire: the test plays the server. */
function pair(answer: SubscribeAnswer = { ok: true, lastSeq: 0 }) {
  const handlers = new Map<string, Handler>();
  const sent: { event: string; request: { runId: string; after?: number } }[] = [];
  const socket = {
    active: true,
    on(event: string, handler: Handler) {
      handlers.set(event, handler);
      return socket;
    },
    emit(event: string, request: { runId: string; after?: number }, reply?: (a: SubscribeAnswer) => void) {
      sent.push({ event, request });
      reply?.(answer);
      return socket;
    },
    connect() {
      sent.push({ event: 'connect', request: { runId: '' } });
      return socket;
    },
    close() {
      sent.push({ event: 'close', request: { runId: '' } });
      return socket;
    },
  };
  return {
    socket,
    connect: () => socket as unknown as FeedSocket,
    sent,
    server: (event: string, ...args: unknown[]) => handlers.get(event)?.(...args),
  };
}

function feed(wire = pair()) {
  const store = new LogStore(frames().schedule);
  const connections: Connection[] = [];
  const views: RunView[] = [];
  let time = 1000;
  const close = openRunFeed({
    runId: 'r1',
    store,
    onView: (view) => views.push(view),
    onConnection: (connection) => connections.push(connection),
    connect: wire.connect,
    now: () => time,
  });
  const lines = (from: number, to: number) => {
    let acknowledged = false;
    wire.server('run:lines', { runId: 'r1', ...batch(from, to) }, () => {
      acknowledged = true;
    });
    return acknowledged;
  };
  return { ...wire, store, connections, views, close, lines, passes: (ms: number) => (time += ms) };
}

const asked = (sent: ReturnType<typeof pair>['sent']) =>
  sent.filter((message) => message.event === 'run:subscribe').map((message) => message.request.after);

describe('run feed', () => {
  test('asks for everything on connect and is live once the server agrees', () => {
    const { server, sent, connections } = feed();
    server('connect');
    expect(asked(sent)).toEqual([0]);
    expect(connections.map((c) => c.kind)).toEqual(['connecting', 'live']);
  });

  test('acknowledges a batch after it is in the store', () => {
    const { server, lines, store } = feed();
    server('connect');
    expect(lines(1, 10)).toBe(true);
    expect(store.lastSeq).toBe(10);
  });

  test('after a lost connection it asks for what follows the last line that it has', () => {
    const { server, sent, lines, connections, passes } = feed();
    server('connect');
    lines(1, 10);
    server('disconnect', 'transport close');
    passes(5000);
    server('connect_error', new Error('xhr poll error'));
    expect(connections.at(-1)).toEqual({ kind: 'reconnecting', since: 1000 });
    server('connect');
    expect(asked(sent)).toEqual([0, 10]);
    expect(connections.at(-1)).toEqual({ kind: 'live' });
  });

  test('a gap asks for a replay once, and the replay heals it', () => {
    const { server, sent, lines, store } = feed();
    server('connect');
    lines(1, 10);
    expect(lines(15, 20)).toBe(true);
    lines(21, 25);
    expect(asked(sent)).toEqual([0, 10]);
    lines(11, 25);
    expect(store.lastSeq).toBe(25);
    lines(30, 31);
    expect(asked(sent)).toEqual([0, 10, 25]);
  });

  test('says so when the server refuses the run', () => {
    const { server, connections } = feed(pair({ ok: false, error: 'forbidden' }));
    server('connect');
    expect(connections.at(-1)).toEqual({ kind: 'refused', error: 'forbidden' });
  });

  test('a refusal at the door ends the attempts', () => {
    const wire = pair();
    const { server, connections } = feed(wire);
    wire.socket.active = false;
    server('connect_error', new Error('unauthenticated'));
    expect(connections.at(-1)).toEqual({ kind: 'refused', error: 'unauthenticated' });
  });

  test('a server that ended the stream, or could not ask who we are, is asked again', () => {
    vi.useFakeTimers();
    try {
      const wire = pair();
      const { server, sent, connections, close } = feed(wire);
      const knocks = () => sent.filter(({ event }) => event === 'connect').length;
      server('connect');
      wire.socket.active = false;
      server('disconnect', 'io server disconnect');
      expect(connections.at(-1)).toMatchObject({ kind: 'reconnecting' });
      vi.runAllTimers();
      expect(knocks()).toBe(1);
      server('connect_error', new Error('unavailable'));
      expect(connections.at(-1)).toMatchObject({ kind: 'reconnecting' });
      vi.runAllTimers();
      expect(knocks()).toBe(2);
      server('connect_error', new Error('unavailable'));
      close();
      vi.runAllTimers();
      expect(knocks()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test('lines and views of another run are none of its business', () => {
    const { server, store, views } = feed();
    server('connect');
    server('run:lines', { runId: 'r2', ...batch(1, 2) }, () => undefined);
    server('run:view', { id: 'r2' });
    expect(store.lastSeq).toBe(0);
    expect(views).toEqual([]);
    server('run:view', { id: 'r1' });
    expect(views).toHaveLength(1);
  });

  test('closing unsubscribes and closes the socket', () => {
    const { server, close, sent } = feed();
    server('connect');
    close();
    expect(sent.slice(-2).map((message) => message.event)).toEqual(['run:unsubscribe', 'close']);
  });
});
