import { createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * A port on this machine's loopback that leads wherever `open` leads: for libraries that want an address. Each
 * connection gets a stream of its own; one that can't be opened is closed, which the client sees as a refusal.
 */
export async function openTunnel(open: () => Promise<Duplex>): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    open().then(
      (stream) => {
        // Who asked is gone already: its end would never be heard.
        if (socket.destroyed) return stream.destroy();
        stream.on('error', () => socket.destroy());
        stream.on('close', () => socket.destroy());
        socket.on('close', () => stream.destroy());
        socket.pipe(stream).pipe(socket);
      },
      () => socket.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the tunnel has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
