import { Socket } from 'node:net';
import { pause } from './pause';

/** `ssh`: an SSH server, with its greeting; `other`: something that accepts connections and is none. */
export type ScanFinding = { address: string; port: number } & ({ is: 'ssh'; greeting: string } | { is: 'other' });
export type ScanEvent = { kind: 'found'; found: ScanFinding } | { kind: 'progress'; done: number; total: number };

export type ScanOptions = {
  signal: AbortSignal;
  /** New connections within a second; 100. A switch or a firewall that counts them takes more for an attack. */
  perSecond?: number;
  /** Connections at the same time; 64. */
  atOnce?: number;
  /** Milliseconds for the connection and again for the greeting; 1500. */
  timeoutMs?: number;
};

/** RFC 4253, 4.2: the greeting is at most 255 bytes; lines may come before it. */
const mostBytes = 2_048;

/**
 * Looks which addresses have an SSH server: connects, reads the greeting and hangs up. Nobody signs in, and nothing is sent.
 * Tells each as soon as it is found; ends early when the signal does.
 */
export async function scan(
  addresses: readonly string[],
  port: number,
  tell: (event: ScanEvent) => void,
  { signal, perSecond = 100, atOnce = 64, timeoutMs = 1_500 }: ScanOptions,
): Promise<void> {
  let done = 0;
  const running = new Set<Promise<void>>();
  for (const address of addresses) {
    if (signal.aborted) break;
    const one = greetingOf(address, port, timeoutMs, signal).then((greeting) => {
      running.delete(one);
      if (signal.aborted) return;
      done++;
      if (greeting !== null) {
        const is = greeting === '' ? ({ is: 'other' } as const) : ({ is: 'ssh', greeting } as const);
        tell({ kind: 'found', found: { address, port, ...is } });
      }
      tell({ kind: 'progress', done, total: addresses.length });
    });
    running.add(one);
    await pause(1000 / perSecond, signal);
    if (running.size >= atOnce) await Promise.race(running);
  }
  await Promise.all(running);
}

/** The greeting without its line end; '' when something else answers, null when nothing does. */
function greetingOf(address: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = new Socket();
    let said = '';
    let connected = false;
    const end = (greeting: string | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(greeting);
    };
    const over = () => end(connected ? '' : null);
    const abort = () => end(null);
    let timer = setTimeout(over, timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', over);
    socket.on('close', over);
    socket.on('connect', () => {
      connected = true;
      clearTimeout(timer);
      timer = setTimeout(over, timeoutMs);
    });
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
      const greeting = /^SSH-[\x20-\x7e]{1,251}(?=\r?\n)/m.exec(said)?.[0];
      if (greeting) end(greeting);
      else if (said.length > mostBytes) end('');
    });
    socket.connect({ host: address, port });
  });
}
