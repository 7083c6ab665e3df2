import { afterEach, expect, test } from 'vitest';
import { connect } from './connect';
import { HostError } from './error';
import { HostPool, type PoolEvent, type PoolOptions } from './pool';
import { type TestHost, testHost } from './testing';

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function made(more: Partial<PoolOptions> = {}): Promise<{ host: TestHost; pool: HostPool; events: PoolEvent[] }> {
  const host = await testHost({ password: 'x' });
  const events: PoolEvent[] = [];
  const pool = new HostPool({
    targetOf: async () => host.target(),
    onEvent: (event) => events.push(event),
    pauseMs: { first: 10, longest: 40 },
    ...more,
  });
  open.push(host, pool);
  return { host, pool, events };
}
const quick = { deadlineMs: 10_000 };

test('many who ask at once share one connection, and more scripts than sshd has sessions still run', async () => {
  const { pool, host } = await made();
  const all = Array.from({ length: 20 }, (_, i) => pool.use('node1', (c) => c.must(`echo ${i}`, quick)));
  expect(await Promise.all(all)).toEqual(Array.from({ length: 20 }, (_, i) => `${i}\n`));
  expect(host.tried).toEqual(['none', 'password']);
});

test('a lost connection is told, and made again for the next one', async () => {
  const { pool, host, events } = await made();
  const lost = pool.use('node1', (c) =>
    c.run('echo up; sleep 60', { deadlineMs: 60_000, onStdout: () => host.drop() }),
  );
  await expect(lost).rejects.toMatchObject({ code: 'connection-lost' });
  expect(await pool.use('node1', (c) => c.must('echo back', quick))).toBe('back\n');
  expect(events.map((event) => event.state)).toEqual(['connected', 'lost', 'connected']);
});

test('work that may run twice does', async () => {
  const { pool, host } = await made();
  let runs = 0;
  const work = pool.use(
    'node1',
    (c) => c.must('echo up; sleep 0.2', { ...quick, onStdout: () => void (++runs === 1 && host.drop()) }),
    { again: true },
  );
  expect(await work).toBe('up\n');
  expect(runs).toBe(2);
});

test('it goes on trying while that can help, with longer and longer pauses', async () => {
  let tries = 0;
  const { pool, events } = await made({
    connect: (target, options) =>
      ++tries < 5 ? Promise.reject(new HostError('unreachable', { host: target.name })) : connect(target, options),
  });
  expect(await pool.use('node1', (c) => c.must('echo in', quick))).toBe('in\n');
  const pauses = events.flatMap((event) => (event.state === 'waiting' ? [event.nextInMs] : []));
  expect(pauses).toEqual([10, 20, 40, 40]);
});

test('it stops at once when trying again cannot help, and when time is up', async () => {
  const { pool, host, events } = await made({
    targetOf: async () => host.target({ secret: { kind: 'password', password: 'wrong' } }),
  });
  await expect(pool.use('node1', async () => 1)).rejects.toMatchObject({ code: 'auth-failed' });
  expect(events).toEqual([]);
  const never = await made({ connect: () => Promise.reject(new HostError('refused')) });
  const late = never.pool.use('node1', async () => 1, { connectWithinMs: 100 });
  await expect(late).rejects.toMatchObject({ code: 'refused' });
  expect(never.events.length).toBeGreaterThan(1);
});

test('one who gives up does not take the connection from the others', async () => {
  const { pool } = await made();
  const controller = new AbortController();
  const one = pool.use('node1', async () => 1, { signal: controller.signal });
  const other = pool.use('node1', (c) => c.must('echo still', quick));
  controller.abort();
  await expect(one).rejects.toMatchObject({ code: 'cancelled' });
  expect(await other).toBe('still\n');
});
