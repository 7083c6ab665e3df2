import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';

/** Ports of the entry that speak TLS. */
const tlsPorts: readonly number[] = [443, 8443];

/**
 * Whether somebody behind a connection says a word: '' when so, else what was found. A connection alone proves nothing, because load
 * balancers and proxies take it before they know whether there is anybody behind. Which word it is doesn't matter: a refusal is one.
 */
export function silenceOf(stream: Duplex, port: number, host: string, withinMs: number): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(`connected, no answer in ${Math.round(withinMs / 100) / 10} s`), withinMs);
    const end = (found: string) => {
      clearTimeout(timer);
      stream.destroy();
      resolve(found);
    };
    stream.on('error', (error) => end(error.message));
    stream.on('close', () => end('connected, then closed without a word'));
    if (!tlsPorts.includes(port)) {
      stream.once('data', () => end(''));
      stream.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      return;
    }
    const socket = connect({ socket: stream, rejectUnauthorized: false });
    socket.once('secureConnect', () => end(''));
    // An alert, or something that isn't TLS at all: somebody spoke.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      end(/^(ERR_SSL|EPROTO)/.test(error.code ?? '') ? '' : (error.code ?? error.message)),
    );
  });
}
