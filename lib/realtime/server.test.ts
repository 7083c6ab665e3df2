import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SessionUser } from '@/lib/auth/permissions';
import type { OpenReader } from '@/lib/cluster/open-reader';
import type { Report } from '@/lib/preflight/result';
import { insertReport, writeReport } from '@/lib/preflight/store';
import { sampleReport } from '@/lib/preflight/testing';
import { fakeRunbook } from '@/lib/runs/fake-runbook';
import { takeOver } from '@/lib/runs/fence';
import { LogWriter } from '@/lib/runs/log-writer';
import { Redactor } from '@/lib/runs/redact';
import { TestRun } from '@/lib/runs/testing';
import type { RunView } from '@/lib/runs/view';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import type {
  ClientEvents,
  ClusterMessage,
  LogBatch,
  LogLine,
  PreflightAnswer,
  PreflightView,
  ServerEvents,
  SubscribeAnswer,
} from './protocol';
import { attachRealtime, type Realtime } from './server';

let database: TestDatabase;
let server: Server;
let realtime: Realtime;
let address: string;
let user: SessionUser | null;
let away: boolean;
const pages: Socket[] = [];
/** Plans whose cluster is asked now. */
const asked = new Set<string>();
const cluster = {
  open: async (planId: string, changed: () => void) => {
    asked.add(planId);
    const stop = async () => void asked.delete(planId);
    changed();
    return { madeBy: 'a run', reader: { view: () => ({ planId }), stop } } as unknown as OpenReader;
  },
  madeBy: async () => 'a run',
};
const userOf = async () => {
  if (away) throw new Error('the database is away');
  return user;
};
const viewer: SessionUser = { id: 'v', name: 'V', email: 'v@example.com', role: 'viewer' };

beforeAll(async () => {
  database = await testDatabase();
  server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  realtime = await attachRealtime(server, { url: database.url, userOf, cluster, sessionCheckMs: 100 });
}, 120_000);
afterAll(async () => {
  await realtime.close();
  server.close();
  await database.close();
});
beforeEach(() => {
  user = viewer;
  away = false;
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

function open(headers: Record<string, string> = { origin: address }): Socket<ServerEvents, ClientEvents> {
  const page: Socket<ServerEvents, ClientEvents> = io(address, {
    path: '/api/socket',
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
  pages.push(page);
  return page;
}

async function newRun() {
  const run = await new TestRun(database.pool).create(fakeRunbook([{ id: 'a' }]));
  const held = { pool: database.pool, runId: run.runId, fence: (await takeOver(database.pool, run.runId)) ?? 0 };
  const writer = new LogWriter(held, new Redactor(), () => {});
  const write = async (from: number, to: number) => {
    const lines = Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
    await writer.write(
      lines.map((text) => ({ host: 'n1', step: 'a', attempt: 1, stream: 'out', text, at: Date.now() })),
    );
    await writer.flush();
  };
  return { run, write };
}

const subscribe = (page: Socket<ServerEvents, ClientEvents>, runId: string, after: number) =>
  new Promise<SubscribeAnswer>((resolve) => page.emit('run:subscribe', { runId, after }, resolve));

/** Takes every batch at once and resolves when the line has come. */
function collect(page: Socket<ServerEvents, ClientEvents>) {
  const lines: LogLine[] = [];
  const waiting: { seq: number; resolve: () => void }[] = [];
  page.on('run:lines', (batch, received) => {
    lines.push(...batch.lines);
    received();
    for (const { seq, resolve } of waiting) if (batch.to >= seq) resolve();
  });
  const until = (seq: number) =>
    (lines.at(-1)?.seq ?? 0) >= seq
      ? Promise.resolve()
      : new Promise<void>((resolve) => waiting.push({ seq, resolve }));
  return { lines, until };
}

describe('the stream of a run', () => {
  it('brings everything after the line that the page has, old and new, without gaps', async () => {
    const { run, write } = await newRun();
    await write(1, 5_000);
    const page = open();
    const { lines, until } = collect(page);
    expect(await subscribe(page, run.runId, 1_200)).toEqual({ ok: true, lastSeq: 5_000 });
    await write(5_001, 5_010);
    await until(5_010);
    expect(lines.map((line) => line.seq)).toEqual(Array.from({ length: 3_810 }, (_, index) => 1_201 + index));
    expect(lines.at(-1)).toMatchObject({ text: 'line 5010', host: 'n1', step: 'a', attempt: 1, stream: 'out' });
  });

  it('holds the next batch back until the page has taken the last', async () => {
    const { run, write } = await newRun();
    await write(1, 5_000);
    const page = open();
    const batches: LogBatch[] = [];
    const take: (() => void)[] = [];
    const came = () => new Promise<void>((resolve) => page.once('run:lines', () => resolve()));
    page.on('run:lines', (batch, received) => {
      batches.push(batch);
      take.push(received);
    });
    const first = came();
    await subscribe(page, run.runId, 0);
    await first;
    // Time enough for a second batch, if the server were to send one.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(batches.map(({ from, to }) => [from, to])).toEqual([[1, 2_000]]);
    const second = came();
    take[0]?.();
    await second;
    expect(batches[1]).toMatchObject({ from: 2_001, to: 4_000 });
  });

  it('starts again where the page says, when the page asks again', async () => {
    const { run, write } = await newRun();
    await write(1, 10);
    const page = open();
    const { lines, until } = collect(page);
    await subscribe(page, run.runId, 0);
    await until(10);
    await subscribe(page, run.runId, 7);
    await write(11, 11);
    await until(11);
    expect(lines.map((line) => line.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 8, 9, 10, 11]);
  });

  it('brings a view with every change, newer each time', async () => {
    const { run, write } = await newRun();
    const page = open();
    const views: RunView[] = [];
    const seen = new Promise<void>((resolve) => {
      page.on('run:view', (view) => {
        views.push(view);
        if (view.lastSeq === 3) resolve();
      });
    });
    collect(page);
    await subscribe(page, run.runId, 0);
    for (const seq of [1, 2, 3]) await write(seq, seq);
    await seen;
    const versions = views.map((view) => view.version);
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
    expect(views.at(-1)).toMatchObject({ id: run.runId, state: 'running', lastSeq: 3 });
  });

  it('shows a line a moment after it is stored', async () => {
    const { run, write } = await newRun();
    const page = open();
    const { until } = collect(page);
    await subscribe(page, run.runId, 0);
    const delays: number[] = [];
    for (let seq = 1; seq <= 20; seq += 1) {
      const began = performance.now();
      await write(seq, seq);
      await until(seq);
      delays.push(performance.now() - began);
    }
    console.log(`write to page: median ${delays.toSorted((a, b) => a - b)[10]?.toFixed(1)} ms`);
    expect(delays).toHaveLength(20);
  });
});

describe('the door', () => {
  const refusal = (page: Socket) =>
    new Promise<string>((resolve) => {
      page.once('connect_error', (error) => resolve(error.message));
      page.once('connect', () => resolve('let in'));
    });

  it('lets a signed-in page in, and nobody else', async () => {
    expect(await refusal(open())).toBe('let in');
    user = null;
    expect(await refusal(open())).toBe('unauthenticated');
  });

  it('takes a question that could not be asked for neither yes nor no', async () => {
    const { run } = await newRun();
    const page = open();
    await new Promise<void>((resolve) => page.once('connect', () => resolve()));
    away = true;
    expect(await refusal(open())).toBe('unavailable');
    const ended = new Promise<string>((resolve) => page.once('disconnect', resolve));
    page.emit('run:subscribe', { runId: run.runId, after: 0 }, () => {});
    expect(await ended).toBe('io server disconnect');
  });

  it("refuses other sites' pages", async () => {
    expect(await refusal(open({ origin: 'https://evil.example' }))).not.toBe('let in');
  });

  it('says of a run that does not exist that it does not', async () => {
    expect(await subscribe(open(), 'no-such-run', 0)).toEqual({ ok: false, error: 'not-found' });
  });

  it('asks for the session at every event', async () => {
    const { run } = await newRun();
    const page = open();
    await new Promise<void>((resolve) => page.once('connect', () => resolve()));
    user = null;
    expect(await subscribe(page, run.runId, 0)).toEqual({ ok: false, error: 'unauthenticated' });
  });

  it('shuts on a page whose session was ended', async () => {
    const page = open();
    await new Promise<void>((resolve) => page.once('connect', () => resolve()));
    const shut = new Promise<string>((resolve) => page.once('disconnect', resolve));
    user = null;
    expect(await shut).toBe('io server disconnect');
  });
});

describe('the stream of a preflight', () => {
  const reported = async () => {
    const { id: planId } = await database.db.plan.create({ data: { name: 'p', updatedBy: 'u' } });
    const report = sampleReport(['a'], ['swap.off'], { planId, id: `r ${planId}` });
    await insertReport(report, async () => {});
    return report;
  };
  const follow = (page: Socket<ServerEvents, ClientEvents>, planId: string) => {
    const views: PreflightView[] = [];
    page.on('preflight:view', (view, received) => {
      views.push(view);
      received();
    });
    const answer = new Promise<PreflightAnswer>((resolve) => page.emit('preflight:subscribe', { planId }, resolve));
    return { views, answer };
  };

  it('brings the whole report, and what is written afterwards', async () => {
    const report = await reported();
    const { views, answer } = follow(open(), report.planId);
    expect(await answer).toEqual({ ok: true });
    await expect.poll(() => views).toEqual([{ planId: report.planId, kind: 'report', report }]);
    const results: Report['results'] = [
      { check: 'swap.off', host: 'a', state: 'passed', values: {}, at: 1, tookMs: 1 },
    ];
    await writeReport({ ...report, version: 2, results });
    await expect.poll(() => views.length).toBe(2);
    expect(views[1]).toMatchObject({ kind: 'changes', changes: { from: 1, head: { version: 2 }, results } });
  });

  it('begins with the whole again when a page asks again', async () => {
    const report = await reported();
    const page = open();
    const { views, answer } = follow(page, report.planId);
    await answer;
    await expect.poll(() => views.length).toBe(1);
    await new Promise((resolve) => page.emit('preflight:subscribe', { planId: report.planId }, resolve));
    await expect.poll(() => views.map(({ kind }) => kind)).toEqual(['report', 'report']);
  });

  it('is for those who may read plans, with a session', async () => {
    const report = await reported();
    const page = open();
    await new Promise<void>((resolve) => page.on('connect', () => resolve()));
    user = null;
    const { answer, views } = follow(page, report.planId);
    expect(
      await Promise.race([answer, new Promise((resolve) => page.on('disconnect', () => resolve('ended')))]),
    ).not.toEqual({
      ok: true,
    });
    expect(views).toEqual([]);
  });

  it('takes nothing but a plan’s id', async () => {
    const page = open();
    const answer = await new Promise((resolve) => page.emit('preflight:subscribe', { planId: 7 as never }, resolve));
    expect(answer).toEqual({ ok: false, error: 'not-found' });
  });
});

describe('the stream of a cluster', () => {
  const follow = (page: Socket<ServerEvents, ClientEvents>, planId: string) => {
    const messages: ClusterMessage[] = [];
    page.on('cluster:view', (message, received) => {
      messages.push(message);
      received();
    });
    const answer = new Promise<PreflightAnswer>((resolve) => page.emit('cluster:subscribe', { planId }, resolve));
    return { messages, answer };
  };

  it('asks the cluster while pages look, once for all of them, and no more when they have gone', async () => {
    const [one, two] = [follow(open(), 'p1'), follow(open(), 'p1')];
    expect(await Promise.all([one.answer, two.answer])).toEqual([{ ok: true }, { ok: true }]);
    await expect.poll(() => [one.messages.length, two.messages.length]).toEqual([1, 1]);
    expect(one.messages[0]).toMatchObject({ planId: 'p1', view: { planId: 'p1' } });
    expect([...asked]).toEqual(['p1']);
    for (const page of pages.splice(0)) page.close();
    await expect.poll(() => asked.size, { timeout: 10_000 }).toBe(0);
  });

  it('is for those with a session, and takes nothing but a plan’s id', async () => {
    const page = open();
    await new Promise<void>((resolve) => page.on('connect', () => resolve()));
    expect(await new Promise((resolve) => page.emit('cluster:subscribe', { planId: 7 as never }, resolve))).toEqual({
      ok: false,
      error: 'not-found',
    });
    user = null;
    const { answer, messages } = follow(page, 'p2');
    const ended = new Promise((resolve) => page.on('disconnect', () => resolve('ended')));
    expect(await Promise.race([answer, ended])).not.toEqual({ ok: true });
    expect(messages).toEqual([]);
    expect(asked.has('p2')).toBe(false);
  });
});
