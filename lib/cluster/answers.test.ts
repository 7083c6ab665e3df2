import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { silenceOf } from './answers';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function asked(port: number, onSocket: (socket: Socket) => void, withinMs = 10_000): Promise<string> {
  const server = createServer((socket) => onSocket(socket.on('error', () => {}))).listen(0, '127.0.0.1');
  open.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const stream = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await new Promise((resolve) => stream.once('connect', resolve));
  return silenceOf(stream, port, 'entry.example', withinMs);
}
const refuses = (socket: Socket) => void socket.once('data', () => socket.end('HTTP/1.1 404 Not Found\r\n\r\n'));

it('any word is an answer, also a refusal, also one that isn’t TLS', async () => {
  expect(await asked(80, refuses)).toBe('');
  expect(await asked(8443, refuses)).toBe('');
});

it.each([80, 443])('a connection to %d that is only taken is none', async (port) => {
  expect(await asked(port, () => {}, 300)).toBe('connected, no answer in 0.3 s');
  expect(await asked(port, (socket) => void socket.end())).not.toBe('');
});
