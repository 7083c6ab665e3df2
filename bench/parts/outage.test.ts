import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { outageMs, type Sample, startPolling } from './outage';

const sample = (sent: number, good: boolean, ended = sent + 10): Sample => ({ sent, ended, good });

test('without a bad answer there was no outage', () => {
  expect(outageMs([sample(900, true), sample(1000, true), sample(1100, true)], 1000)).toBe(0);
});

test('an outage ends with the first good answer after the last bad one, however they were answered', () => {
  const samples = [sample(950, true), sample(1050, false, 3050), sample(1150, true), sample(1250, false, 3250)];
  expect(outageMs([...samples, sample(1450, true, 1460), sample(1350, true, 2350)].reverse(), 1000)).toBe(460);
});

test('what never answered again has no end', () => {
  expect(outageMs([sample(950, true), sample(1050, false)], 1000)).toBeNull();
});

test('bad answers long before the failure are not its own', () => {
  expect(outageMs([sample(100, false), sample(2900, true), sample(3100, true)], 3000)).toBe(0);
});

test('polling tells a server that answers for somebody else, and one that is gone, from the right one', async () => {
  let body = 'console on node1';
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const polling = startPolling([
    { name: 'console', url: `http://127.0.0.1:${port}/`, good: (text) => text.startsWith('console') },
  ]);
  await sleep(350);
  body = 'default backend';
  const wrong = Date.now();
  await sleep(350);
  server.close();
  server.closeAllConnections();
  await sleep(350);
  const { console: samples = [] } = await polling.stop();
  expect(samples.filter(({ good }) => good).length).toBeGreaterThan(0);
  expect(samples.filter(({ sent, good }) => good && sent > wrong)).toEqual([]);
  expect(outageMs(samples, wrong)).toBeNull();
});
