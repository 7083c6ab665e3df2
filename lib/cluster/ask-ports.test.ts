import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { HostPool } from '@/lib/hosts/pool';
import { testHost } from '@/lib/hosts/testing';
import { askPorts } from './ask-ports';
import { Seat } from './seat';

/** TCP to it never leaves the kernel: the console has no way there. */
const multicast = '224.0.0.101';
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** `silent` takes connections and says nothing, as a load balancer with nobody behind does. */
async function listening(kind: 'speaks' | 'silent'): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    if (kind === 'speaks') socket.once('data', () => socket.end('HTTP/1.1 404 Not Found\r\n\r\n'));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A host from which the ports lead to these on loopback, and the others to nobody. */
async function seatOf(places: Record<number, number>): Promise<Seat> {
  const host = await testHost({
    password: 'p',
    forwarding: ({ port }) => (places[port] ? { address: '127.0.0.1', port: places[port] } : null),
  });
  const pool = new HostPool({ targetOf: async (name) => host.target({ name }) });
  closing.push(async () => {
    await pool.close();
    await host.close();
  });
  return new Seat(pool, ['node-1']);
}
const signal = new AbortController().signal;

it('asks through a host where the console has no way, and one round takes no longer than one port may', async () => {
  const [speaks, silent] = await Promise.all([listening('speaks'), listening('silent')]);
  const seat = await seatOf({ 80: speaks, 443: silent, 6060: silent });
  const began = performance.now();
  const { from, ports } = await askPorts(seat, multicast, [80, 443, 6060, 7070], signal);
  expect(performance.now() - began).toBeLessThan(5_500);
  expect(from).toBe('node-1');
  expect(ports.map(({ port, open }) => `${port} ${open}`)).toEqual([
    '80 true',
    '443 false',
    '6060 false',
    '7070 false',
  ]);
  expect(ports[2]?.found).toMatch(/^connected, no answer in [23](\.\d)? s$/);
});

it('what the console reaches itself is told by the console, and no host is asked', async () => {
  const [speaks, silent] = await Promise.all([listening('speaks'), listening('silent')]);
  const { from, ports } = await askPorts(await seatOf({}), '127.0.0.1', [speaks, silent], signal);
  expect(from).toBe('');
  expect(ports.map(({ open }) => open)).toEqual([true, false]);
  expect(ports[0]?.ms).toBeGreaterThan(0);
});
