import { Duplex } from 'node:stream';
import type { HostConnection } from '@/lib/hosts/connection';
import { HostError, type HostErrorCode } from '@/lib/hosts/error';
import { quote } from '@/lib/text/quote';

/** A connection to a service didn't come about. `found` is what the host said: "Connection refused". */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
  constructor(readonly found: string) {
    super(found);
  }
}

/** What `forward` says when the host is there and the service isn't reached from it (forward-out.ts). */
const notReached: readonly HostErrorCode[] = ['refused', 'timeout', 'unreachable', 'name-not-found'];

/** How long a host tries; its kernel alone would try for 127 s (tcp_syn_retries 6). */
export const connectDeadlineMs = 5_000;

/**
 * A TCP connection to a service that starts on the host, so that names, routes and firewalls are the host's, while the
 * protocol is spoken by the console. By sshd's forwarding, or where sshd forbids that, by bash and cat on the host.
 * Throws NoConnection when the service can't be reached, and HostError when the host itself can't.
 */
export async function reach(
  connection: HostConnection,
  address: string,
  port: number,
  options: { signal: AbortSignal; deadlineMs?: number },
): Promise<Duplex> {
  const deadlineMs = options.deadlineMs ?? connectDeadlineMs;
  try {
    return await inTime(connection.forward(address, port), deadlineMs, options.signal);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (notReached.includes(error.code)) throw new NoConnection(sshdSaid(error));
    if (error.code !== 'forwarding-not-allowed') throw error;
    return inTime(relay(connection, address, port, options.signal), deadlineMs, options.signal);
  }
}

/** What comes later than that is closed as soon as it comes. */
async function inTime(opening: Promise<Duplex>, deadlineMs: number, signal: AbortSignal): Promise<Duplex> {
  signal.throwIfAborted();
  let stop = () => {};
  const ended = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new NoConnection(`no answer in ${deadlineMs / 1000} s`)), deadlineMs);
    const aborted = () => reject(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
    };
  });
  try {
    const stream = await Promise.race([opening, ended]);
    // Whoever uses it hears of its errors; nobody may be listening any more when it is destroyed.
    stream.on('error', () => {});
    return stream;
  } catch (error) {
    opening.then(
      (late) => late.destroy(),
      () => {},
    );
    throw error;
  } finally {
    stop();
  }
}

/** `(SSH) Channel open failure: Connection refused` is how ssh2 hands on sshd's words. */
function sshdSaid(error: HostError): string {
  const text = error.cause instanceof Error ? error.cause.message : '';
  return text.replace(/^.*Channel open failure: /, '') || 'connect failed';
}

const open = 'slipway-open\n';

/** Ends with either side: the service's end ends the second cat, the console's the first one. */
const relayScript = (address: string, port: number) => `exec 3<>/dev/tcp/${quote(address)}/${port} || exit 1
printf ${quote(open.trimEnd())}'\\n'
exec 4<&0
{ cat <&4 >&3; kill $$; } 2>/dev/null &
cat <&3
kill $! 2>/dev/null`;

function relay(connection: HostConnection, address: string, port: number, signal: AbortSignal): Promise<Duplex> {
  const ended = new AbortController();
  return new Promise((resolve, reject) => {
    let stream: Duplex | null = null;
    let before = Buffer.alloc(0);
    let stderr = '';
    let input: NodeJS.WritableStream | null = null;
    const opened = () =>
      new Duplex({
        read: () => {},
        write: (chunk, _encoding, done) => {
          if (input) input.write(chunk, done);
          else done(new Error('not connected'));
        },
        final: (done) => {
          input?.end();
          done();
        },
        destroy: (error, done) => {
          ended.abort();
          done(error);
        },
      });
    connection
      .stream(relayScript(address, port), {
        deadlineMs: 120_000,
        signal: AbortSignal.any([signal, ended.signal]),
        onStarted: (stdin) => {
          input = stdin;
        },
        onStdout: (chunk) => {
          if (stream) {
            stream.push(chunk);
            return;
          }
          before = Buffer.concat([before, chunk]);
          if (before.length < open.length) return;
          stream = opened();
          const rest = before.subarray(open.length);
          if (rest.length > 0) stream.push(rest);
          resolve(stream);
        },
        onStderr: (chunk) => {
          stderr += chunk.toString();
        },
      })
      .then(
        () => {
          if (stream) stream.push(null);
          else reject(new NoConnection(bashSaid(stderr)));
        },
        (error) => {
          if (stream) stream.destroy(ended.signal.aborted ? undefined : error);
          else reject(error);
        },
      );
  });
}

/** `bash: line 4: connect: Connection refused`, or of a name: `bash: line 4: db.corp: Name or service not known`. */
function bashSaid(stderr: string): string {
  const line = stderr.split('\n').find((text) => text.includes(': ')) ?? '';
  return line.split(': ').at(-1) || 'connect failed';
}
