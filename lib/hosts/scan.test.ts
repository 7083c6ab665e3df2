import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type ScanEvent, scan } from './scan';

const open: Server[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function listening(address: string, said: string, port = 0): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write(said);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  return (server.address() as AddressInfo).port;
}
const found = (events: ScanEvent[]) =>
  events.flatMap((event) =>
    event.kind === 'found'
      ? [`${event.found.address} ${event.found.is === 'ssh' ? event.found.greeting : 'other'}`]
      : [],
  );

test('SSH servers are found by their greeting, others are told from them, and silence from both', async () => {
  const port = await listening('127.0.0.2', 'a line before\r\nSSH-2.0-OpenSSH_9.2p1 Debian\r\n');
  await listening('127.0.0.3', '220 mail.example.org\r\n', port);
  await listening('127.0.0.5', '', port);
  const events: ScanEvent[] = [];
  const addresses = [2, 3, 4, 5].map((last) => `127.0.0.${last}`);
  await scan(addresses, port, (event) => events.push(event), { signal: new AbortController().signal, timeoutMs: 200 });
  expect(found(events).sort()).toEqual([
    '127.0.0.2 SSH-2.0-OpenSSH_9.2p1 Debian',
    '127.0.0.3 other',
    '127.0.0.5 other',
  ]);
  expect(events.at(-1)).toEqual({ kind: 'progress', done: 4, total: 4 });
});

test('new connections are spread over time', async () => {
  const port = await listening('127.0.0.2', 'SSH-2.0-x\r\n');
  const started = performance.now();
  await scan(Array(11).fill('127.0.0.2'), port, () => {}, { signal: new AbortController().signal, perSecond: 100 });
  expect(performance.now() - started).toBeGreaterThan(100);
});

test('a scan that is given up ends at once and tells nothing more', async () => {
  const port = await listening('127.0.0.2', 'SSH-2.0-x\r\n');
  let connections = 0;
  open.at(-1)?.on('connection', () => connections++);
  const controller = new AbortController();
  let told = 0;
  const tell = () => {
    told++;
    controller.abort();
  };
  await scan(Array(500).fill('127.0.0.2'), port, tell, { signal: controller.signal });
  expect(told).toBeLessThanOrEqual(2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(connections).toBeLessThan(10);
});
