import { connect, createServer, type Socket } from 'node:net';

/** Between browser and server, so that a benchmark can cut every connection at once, as a lost network does. */
export async function cuttingProxy(target: number): Promise<{ port: number; cut: () => number; close: () => void }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const cut = () => {
    const count = open.size;
    for (const socket of open) socket.destroy();
    return count;
  };
  return {
    port: address.port,
    cut,
    close: () => {
      server.close();
      cut();
    },
  };
}
