import { connect } from 'node:net';
import { NoConnection, reach } from '@/lib/preflight/probes/services/reach';
import { silenceOf } from './answers';
import type { EntryPort, EntryReading } from './readings';
import type { Seat } from './seat';

/**
 * How long a port has for its connection and its first word, milliseconds: asked by the console itself, then, where that has no way
 * there, through a host. All ports are asked at once, so that both together are the longest that one round takes.
 */
const deadlineMs = { direct: 2_500, throughHost: 3_000 };

/** `refused` is the address's own word; `no-way` may only mean that the console has no route. */
type Direct = { kind: 'open'; ms: number } | { kind: 'refused' } | { kind: 'no-way'; found: string };

function connectDirectly(address: string, port: number, withinMs: number): Promise<Direct> {
  const began = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: withinMs });
    const end = (result: Direct) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => {
      const ms = performance.now() - began;
      socket.setTimeout(0);
      silenceOf(socket, port, address, withinMs - ms).then((found) =>
        end(found === '' ? { kind: 'open', ms } : { kind: 'no-way', found }),
      );
    });
    socket.once('timeout', () => end({ kind: 'no-way', found: `no answer in ${withinMs / 1000} s` }));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ECONNREFUSED' ? { kind: 'refused' } : { kind: 'no-way', found: error.code ?? error.message }),
    );
  });
}

/**
 * Which of the ports answer: as the console's own network sees it, or where that has no way there, as a host of the cluster does.
 *
 * @throws HostError when the console has no way there and no host can be asked either
 */
export async function askPorts(
  seat: Seat,
  address: string,
  ports: number[],
  signal: AbortSignal,
): Promise<EntryReading> {
  const direct = await Promise.all(ports.map((port) => connectDirectly(address, port, deadlineMs.direct)));
  // One that answers, even with "refused", proves that there is a way.
  if (direct.some(({ kind }) => kind !== 'no-way')) {
    const told = (each: Direct | undefined, port: number): EntryPort => {
      if (each?.kind === 'open') return { port, open: true, ms: each.ms, found: '' };
      return { port, open: false, ms: null, found: each?.kind === 'no-way' ? each.found : 'refused' };
    };
    return { address, from: '', ports: ports.map((port, index) => told(direct[index], port)) };
  }
  return seat.use(async (connection, host) => {
    const asked = ports.map(async (port): Promise<EntryPort> => {
      const began = performance.now();
      try {
        const stream = await reach(connection, address, port, { signal, deadlineMs: deadlineMs.throughHost });
        const ms = performance.now() - began;
        const found = await silenceOf(stream, port, address, deadlineMs.throughHost - ms);
        return found === '' ? { port, open: true, ms, found } : { port, open: false, ms: null, found };
      } catch (error) {
        if (error instanceof NoConnection) return { port, open: false, ms: null, found: error.found };
        throw error;
      }
    });
    return { address, from: host, ports: await Promise.all(asked) };
  });
}
