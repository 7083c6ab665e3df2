import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { attemptsOf } from './attempt-row';
import { fakeRunbook } from './fake-runbook';
import { fenced, takeOver } from './fence';
import { LogWriter, type NewLine } from './log-writer';
import { Redactor } from './redact';
import { readRunView } from './run-view';
import { TestRun } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
}, 120_000);
afterAll(() => database.close());

async function open(redactor = new Redactor()) {
  const run = await new TestRun(database.pool).create(fakeRunbook([{ id: 'a' }, { id: 'b' }]));
  const held = { pool: database.pool, runId: run.runId, fence: (await takeOver(database.pool, run.runId)) ?? 0 };
  return { run, held, writer: new LogWriter(held, redactor, () => {}) };
}
const line = (step: string, text: string, end?: number): NewLine => ({
  host: 'n1',
  step,
  attempt: 1,
  stream: 'out',
  text,
  at: 1_700_000_000_123,
  end,
});

describe('LogWriter', () => {
  it('numbers lines without gaps while steps write at once and states change between', async () => {
    const { run, held, writer } = await open();
    const write = async (step: string) => {
      for (let index = 0; index < 300; index += 1)
        await writer.write(Array.from({ length: 20 }, (_, each) => line(step, `${step} ${index * 20 + each}`)));
    };
    const touch = async () => {
      for (let index = 0; index < 50; index += 1) await fenced(held, async () => {});
    };
    await Promise.all([write('a'), write('b'), touch()]);
    await writer.flush();
    const lines = await run.lines();
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 12_000 }, (_, index) => index + 1));
    for (const step of ['a', 'b']) {
      const own = lines.filter((each) => each.step === step).map(({ text }) => text);
      expect(own).toEqual(Array.from({ length: 6_000 }, (_, index) => `${step} ${index}`));
    }
    expect((await readRunView(database.pool, run.runId))?.lastSeq).toBe(12_000);
  });

  it('stores the offset with the lines, per step', async () => {
    const { run, writer } = await open();
    await writer.write([line('a', 'one', 4), line('b', 'x', 2), line('a', 'two', 8)]);
    await writer.flush();
    const offsets = (await attemptsOf(database.pool, run.runId)).map(({ stepId, outputOffset }) => [
      stepId,
      outputOffset,
    ]);
    expect(offsets).toEqual([
      ['a', 8],
      ['b', 2],
    ]);
  });

  it('keeps the time to the millisecond', async () => {
    const { run, writer } = await open();
    await writer.write([line('a', 'one')]);
    await writer.flush();
    expect((await run.lines())[0]?.at).toBe(1_700_000_000_123);
  });

  it('redacts before it stores, and counts the lines', async () => {
    const { run, writer } = await open(new Redactor(['s3cr3t-of-the-run']));
    await writer.write([line('a', 'password is s3cr3t-of-the-run'), line('a', 'fine')]);
    await writer.flush();
    expect((await run.lines()).map(({ text }) => text)).toEqual(['password is [redacted]', 'fine']);
    expect((await readRunView(database.pool, run.runId))?.redactedLines).toBe(1);
    const { rows } = await database.pool.query("SELECT 1 FROM log_line WHERE text LIKE '%s3cr3t%'");
    expect(rows).toEqual([]);
  });

  it('cuts a very long line into marked pieces that belong together', async () => {
    const { run, writer } = await open();
    await writer.write([line('a', 'x'.repeat(20_000), 20_001)]);
    await writer.flush();
    const texts = (await run.lines()).map(({ text }) => text);
    expect(texts).toHaveLength(3);
    expect(texts.map((text) => text.replace(' ⏎', '')).join('')).toBe('x'.repeat(20_000));
  });

  it('stores 200,000 lines, and prints how fast', async () => {
    const { run, writer } = await open();
    const began = Date.now();
    for (let batch = 0; batch < 400; batch += 1)
      await writer.write(
        Array.from({ length: 500 }, (_, index) =>
          line('a', `${batch * 500 + index} ${'pulling image layer '.repeat(4)}`),
        ),
      );
    await writer.flush();
    const seconds = (Date.now() - began) / 1000;
    console.log(`log writer: 200,000 lines in ${seconds.toFixed(1)} s, ${Math.round(200_000 / seconds)} lines/s`);
    expect((await readRunView(database.pool, run.runId))?.lastSeq).toBe(200_000);
  }, 60_000);
});
