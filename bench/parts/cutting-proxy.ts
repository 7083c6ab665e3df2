import { connect, createServer, type Socket } from 'node:net';

export type CuttingProxy = {
  port: number;
  /** WebSockets that are open through it now. */
  streams: () => number;
  /** Destroys every connection at once; how many of them were WebSockets. */
  cut: () => number;
  close: () => void;
};

/** Between browser and server, so that a benchmark can cut every connection at once, as a lost network does. */
export async function cuttingProxy(target: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  const streams = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(target, '127.0.0.1');
    // The answer, not the request: only then does the page have its stream back.
    onward.once('data', (head) => {
      if (head.toString('latin1').startsWith('HTTP/1.1 101')) streams.add(socket);
    });
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        streams.delete(one);
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
    const count = streams.size;
    for (const socket of open) socket.destroy();
    // Not when they have closed: whoever waits for a stream after a cut waits for a new one.
    streams.clear();
    return count;
  };
  return {
    port: address.port,
    streams: () => streams.size,
    cut,
    close: () => {
      server.close();
      cut();
    },
  };
}
