import { expect, test } from 'vitest';
import { changesBetween } from '@/lib/preflight/report-changes';
import type { Report } from '@/lib/preflight/result';
import { sampleReport } from '@/lib/preflight/testing';
import type { Connection, FeedSocket } from './feed';
import { openPreflightFeed } from './preflight-client';
import type { PreflightAnswer } from './protocol';

/** A socket whose events the test sends. */
function fakeSocket() {
  const listeners = new Map<string, (...args: unknown[]) => void>();
  const sent: { event: string; request: unknown; answer: ((answer: PreflightAnswer) => void) | undefined }[] = [];
  const state = { active: true, connects: 0, closed: false };
  const socket = {
    get active() {
      return state.active;
    },
    on: (event: string, listener: (...args: unknown[]) => void) => listeners.set(event, listener),
    emit: (event: string, request: unknown, answer?: (answer: PreflightAnswer) => void) =>
      sent.push({ event, request, answer }),
    connect: () => state.connects++,
    close: () => {
      state.closed = true;
    },
  } as unknown as FeedSocket;
  return { socket, sent, state, fire: (event: string, ...args: unknown[]) => listeners.get(event)?.(...args) };
}

function opened() {
  const fake = fakeSocket();
  const reports: (Report | null)[] = [];
  const connections: Connection[] = [];
  const close = openPreflightFeed({
    planId: 'plan',
    onReport: (report) => reports.push(report),
    onConnection: (connection) => connections.push(connection),
    connect: () => fake.socket,
    now: () => 7,
  });
  let taken = 0;
  const view = (body: object) => fake.fire('preflight:view', { planId: 'plan', ...body }, () => taken++);
  return { ...fake, reports, connections, close, view, taken: () => taken };
}

const first = sampleReport(['a'], ['swap.off']);
const second: Report = { ...first, version: 2, state: 'finished' };
const changes = changesBetween(first, second);

test('it asks when it is connected, shows the whole and then what changed', () => {
  const { fire, sent, view, reports, connections, taken } = opened();
  fire('connect');
  expect(sent[0]).toMatchObject({ event: 'preflight:subscribe', request: { planId: 'plan' } });
  sent[0]?.answer?.({ ok: true });
  view({ kind: 'report', report: first });
  view({ kind: 'changes', changes });
  expect(reports).toEqual([first, second]);
  expect(taken()).toBe(2);
  expect(connections.map(({ kind }) => kind)).toEqual(['connecting', 'live']);
});

test('changes to something that it doesn’t have make it ask for the whole, and show nothing', () => {
  const { fire, sent, view, reports } = opened();
  fire('connect');
  view({ kind: 'report', report: { ...first, version: 5 } });
  view({ kind: 'changes', changes });
  expect(reports).toHaveLength(1);
  expect(sent.filter(({ event }) => event === 'preflight:subscribe')).toHaveLength(2);
});

test('a lost connection is said with its time, and after it the whole comes again', () => {
  const { fire, sent, view, reports, connections } = opened();
  fire('connect');
  view({ kind: 'report', report: first });
  fire('disconnect');
  expect(connections.at(-1)).toEqual({ kind: 'reconnecting', since: 7 });
  fire('connect');
  expect(sent).toHaveLength(2);
  view({ kind: 'report', report: second });
  expect(reports.at(-1)).toEqual(second);
});

test('a refusal is shown, another plan’s report isn’t, and after closing nothing is', () => {
  const { fire, sent, view, reports, connections, close, state } = opened();
  fire('connect');
  sent[0]?.answer?.({ ok: false, error: 'forbidden' });
  expect(connections.at(-1)).toEqual({ kind: 'refused', error: 'forbidden' });
  fire('preflight:view', { planId: 'another', kind: 'report', report: first }, () => {});
  close();
  view({ kind: 'report', report: first });
  expect(reports).toEqual([]);
  expect(state.closed).toBe(true);
  expect(sent.at(-1)?.event).toBe('preflight:unsubscribe');
});
