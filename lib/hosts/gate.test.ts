import { expect, test } from 'vitest';
import { HostError } from './error';
import { Gate, throughGate } from './gate';

const signal = new AbortController().signal;
const wide = { atOnce: 100, perSecond: Number.POSITIVE_INFINITY, inAll: 100, open: 100 };
const turn = (ms = 2) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets so many connections in at once and counts how many were being made at the same time. */
async function crowd(gate: Gate, doors: string[], work: () => Promise<unknown> = turn): Promise<number> {
  let now = 0;
  let most = 0;
  const one = async () => {
    most = Math.max(most, ++now);
    await work().finally(() => now--);
  };
  await Promise.allSettled(doors.map((door) => gate.pass(door, one, signal, {})));
  return most;
}

test('no sshd is asked for more at once than it takes, and all of them not for more than the console does', async () => {
  expect(await crowd(new Gate({ ...wide, atOnce: 3 }), Array(12).fill('a'))).toBe(3);
  const doors = Array.from({ length: 12 }, (_, index) => String(index));
  expect(await crowd(new Gate({ ...wide, atOnce: 3 }), doors)).toBe(12);
  expect(await crowd(new Gate({ ...wide, inAll: 5 }), doors)).toBe(5);
});

test('new connections to one sshd are spread over time', async () => {
  const started = performance.now();
  await crowd(new Gate({ ...wide, perSecond: 100 }), Array(11).fill('a'));
  expect(performance.now() - started).toBeGreaterThan(90);
});

test('one that drops connections is asked for half as many, down to one, and for more when it takes them', async () => {
  const gate = new Gate({ ...wide, atOnce: 4 });
  const dropped = () => turn().then(() => Promise.reject(new HostError('dropped')));
  await crowd(gate, Array(4).fill('a'), dropped);
  expect(await crowd(gate, Array(6).fill('a'))).toBe(1);
  await crowd(gate, Array(40).fill('a'));
  expect(await crowd(gate, Array(12).fill('a'))).toBe(4);
});

test('open connections count: the next one waits for an end', async () => {
  const gate = new Gate({ ...wide, open: 1 });
  const gone = gate.opened();
  let made = false;
  const waiting = gate.pass('a', async () => (made = true), signal, {});
  await turn();
  expect(made).toBe(false);
  gone();
  gone();
  expect(await waiting).toBe(true);
});

test('one who gives up waiting is told so, and takes nobody’s turn', async () => {
  const gate = new Gate({ ...wide, atOnce: 1 });
  const controller = new AbortController();
  const first = gate.pass('a', () => turn(20), signal, {});
  const second = gate.pass('a', turn, controller.signal, { host: 'node1' });
  const third = gate.pass('a', async () => 'in', signal, {});
  controller.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled', values: { host: 'node1' } });
  await first;
  expect(await third).toBe('in');
});

test('what was dropped is tried again until patience ends, and nothing else is', async () => {
  let tries = 0;
  const work = async () => {
    if (++tries < 3) throw new HostError('dropped');
    return tries;
  };
  expect(await throughGate(new Gate(wide), 'a', work, { signal, values: {}, patienceMs: 5_000 })).toBe(3);
  tries = -1000;
  const late = throughGate(new Gate(wide), 'a', work, { signal, values: {}, patienceMs: 300 });
  await expect(late).rejects.toMatchObject({ code: 'dropped', values: { tries: expect.any(Number) } });
  let asked = 0;
  const refused = async () => {
    asked++;
    throw new HostError('auth-failed');
  };
  const once = throughGate(new Gate(wide), 'a', refused, { signal, values: {}, patienceMs: 5_000 });
  await expect(once).rejects.toMatchObject({ code: 'auth-failed' });
  expect(asked).toBe(1);
});
