import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import type { Point } from './fake-hosts';
import { fakeRunbook } from './fake-runbook';
import { FencedError, fenced, takeOver } from './fence';
import { LogWriter } from './log-writer';
import { Redactor } from './redact';
import { TestRun } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
}, 120_000);
afterAll(() => database.close());

const upload = { artifact: 'images/a.tar', path: '/tmp/a', sha256: '0', sizeBytes: 4096, decompress: false };
const text = Array.from({ length: 5_000 }, (_, index) => `line ${index} of the act, 行 ${'x'.repeat(index % 90)}`);

/** Where the first driver stops for good, as if its process were killed or frozen there. */
const places: [string, Point, string, number][] = [
  ['before it observed', 'script', 'observe a', 1],
  ['before it saw what observe said', 'script', 'observe a ending', 1],
  ['while it uploads', 'upload', 'images/a.tar', 1],
  ['before it asked to start the act', 'start', 'a', 1],
  ['after the host started the act and before it knew', 'started', 'a', 1],
  ['before it follows the act', 'follow', 'a', 1],
  ['after some output', 'data', 'a', 3],
  ['after more output', 'data', 'a', 12],
  ['when the act has ended and nobody has written it down', 'end', 'a', 1],
  ['while it verifies', 'script', 'verify a', 1],
  ['before it saw what verify said', 'script', 'verify a ending', 1],
  ['while it reads the output value', 'script', 'read hash ending', 1],
];

async function frozenAt(point: Point, what: string, count: number) {
  const run = await new TestRun(database.pool).create(
    fakeRunbook([
      { id: 'a', uploads: [upload], outputs: [{ id: 'hash', read: 'read hash', secret: false }] },
      { id: 'b', needs: ['a'], act: 'use @{output:hash}' },
    ]),
  );
  run.hosts.scripts.set('read hash', { stdout: 'abc\n' });
  run.hosts.behaviours.set('a', { output: `${text.join('\n')}\n` });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let met = 0;
  let reached = () => {};
  const stopped = new Promise<void>((resolve) => {
    reached = resolve;
  });
  run.hosts.on = (at, _host, subject) => {
    if (at !== point || subject !== what) return;
    met += 1;
    if (met !== count) return;
    reached();
    return released;
  };
  const first = run.drive();
  await stopped;
  return { run, first, release };
}

describe('a driver that stops for good', () => {
  it.each(places)(
    '%s: the next one finishes, the act ran once, no line is lost or doubled',
    async (_what, point, subject, count) => {
      const { run, first, release } = await frozenAt(point, subject, count);
      expect(await run.drive()).toEqual({ kind: 'finished', state: 'succeeded' });
      expect(Object.fromEntries(run.hosts.ran)).toEqual({ a: 1, b: 1 });
      expect(await run.output('a')).toEqual(text);
      const before = await run.lines();
      expect(before.map((line) => line.seq)).toEqual(before.map((_, index) => index + 1));

      release();
      expect(await first).toEqual({ kind: 'fenced' });
      expect(await run.lines()).toEqual(before);
      expect(Object.fromEntries(run.hosts.ran)).toEqual({ a: 1, b: 1 });
    },
  );
});

describe('the fence', () => {
  it('refuses every write of a driver that was replaced, and lets its successor write', async () => {
    const run = await new TestRun(database.pool).create(fakeRunbook([{ id: 'a' }]));
    const old = await takeOver(database.pool, run.runId);
    const now = await takeOver(database.pool, run.runId);
    expect(now).toBeGreaterThan(old ?? 0);
    const held = { pool: database.pool, runId: run.runId };
    const line = { host: '', step: '', attempt: 0, stream: 'engine' as const, text: 'hello', at: 1 };

    await expect(fenced({ ...held, fence: old ?? 0 }, async () => {})).rejects.toThrow(FencedError);
    const broken: Error[] = [];
    const zombie = new LogWriter({ ...held, fence: old ?? 0 }, new Redactor(), (error) => broken.push(error));
    await zombie.write([line]);
    await expect(zombie.flush()).rejects.toThrow(FencedError);
    expect(broken).toHaveLength(1);
    expect(await run.lines()).toEqual([]);

    await fenced({ ...held, fence: now ?? 0 }, async () => {});
    const writer = new LogWriter({ ...held, fence: now ?? 0 }, new Redactor(), () => {});
    await writer.write([line]);
    await writer.flush();
    expect(await run.lines()).toHaveLength(1);
  });

  it('grows over all runs of a plan, so that a host can compare them', async () => {
    const run = await new TestRun(database.pool).create(fakeRunbook([{ id: 'a' }]));
    await database.pool.query('UPDATE run SET fence = 41 WHERE id = $1', [run.runId]);
    expect(await takeOver(database.pool, run.runId)).toBe(42);
  });
});
