import { Socket } from 'node:net';
import {
  type AnyAuthMethod,
  type AuthHandlerMiddleware,
  Client,
  type KeyboardInteractiveAuthMethod,
  type ParsedKey,
} from 'ssh2';
import { readPrivateKey } from '@/lib/store/private-key';
import { ciphers } from './algorithms';
import { HostConnection } from './connection';
import { HostError, type HostErrorCode } from './error';
import { hostKeyAlgorithms, judgeHostKey } from './host-key';
import { pingMs, silenceLimitMs, watchSilence } from './liveness';
import { findPrivilege } from './privilege';
import { type HostTarget, valuesOf } from './target';

export type ConnectOptions = {
  signal?: AbortSignal;
  /** For TCP, key exchange and authentication together; 15 s. */
  timeoutMs?: number;
  /** Silence after which the peer is taken for dead; 10 s. */
  silenceMs?: number;
};

const socketCodes: Record<string, HostErrorCode> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_NODATA: 'name-not-found',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
};

/** What ssh2 marks an error with: where it arose. */
type Ssh2Error = Error & { level?: string; code?: string | number };

/** `over`: the peer had hung up when it arose. ssh2 calls that a protocol error as long as no SSH header was read. */
function codeOf(error: Ssh2Error, over: boolean): HostErrorCode {
  if (typeof error.code === 'string' && error.code in socketCodes) return socketCodes[error.code] ?? 'protocol';
  switch (error.level) {
    case 'client-authentication':
      return 'auth-failed';
    case 'client-timeout':
      return 'timeout';
    case 'client-socket':
      return 'connection-lost';
    case 'protocol':
      return over ? 'connection-lost' : 'protocol';
    default:
      return 'protocol';
  }
}

/**
 * `none` first, which tells what the server offers and counts as no failure; then one way only: the same wrong
 * password given twice would count twice on hosts that lock accounts. Servers that know a password only as
 * keyboard-interactive get it as the answer to every prompt.
 */
function authentication(target: HostTarget, key: ParsedKey | null): AuthHandlerMiddleware {
  const username = target.user;
  const { secret } = target;
  const choose = (offered: string[]): AnyAuthMethod | null => {
    if (secret.kind === 'private-key') return key && { type: 'publickey', username, key };
    const { password } = secret;
    if (offered.includes('password') || !offered.includes('keyboard-interactive')) {
      return { type: 'password', username, password };
    }
    const prompt: KeyboardInteractiveAuthMethod['prompt'] = (_name, _text, _language, prompts, answer) =>
      answer(prompts.map(() => password));
    return { type: 'keyboard-interactive', username, prompt };
  };
  let tries = 0;
  return (offered: string[] | null, _partial, next) => {
    tries++;
    const way: AnyAuthMethod | null =
      tries === 1 ? { type: 'none', username } : tries === 2 ? choose(offered ?? []) : null;
    // `false` says that there is no other way; ssh2's types leave it out.
    next(way ?? (false as unknown as AnyAuthMethod));
  };
}

/** Logs in and settles how to become root. Nothing is authenticated before the host's key is the pinned one. */
export async function connect(target: HostTarget, options: ConnectOptions = {}): Promise<HostConnection> {
  const values = valuesOf(target);
  if (options.signal?.aborted) throw new HostError('cancelled', values);
  let key: ParsedKey | null = null;
  if (target.secret.kind === 'private-key') {
    const reading = readPrivateKey(target.secret.privateKey, target.secret.passphrase);
    if ('problem' in reading) {
      const wrong = reading.problem === 'passphrase-wrong' || reading.problem === 'passphrase-missing';
      throw new HostError(wrong ? 'passphrase-wrong' : 'key-unreadable', { ...values, found: reading.problem });
    }
    key = reading.key;
  }
  const client = new Client();
  const socket = new Socket();
  const abort = () => {
    client.emit('error', new HostError('cancelled', values));
    socket.destroy();
  };
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    await handshake(client, socket, target, key, options.timeoutMs ?? 15_000);
    // From here on an error ends the connection, and whoever waits for a channel hears of it by its end.
    client.on('error', () => {});
    const stop = watchSilence(socket, () => socket.destroy(), options.silenceMs ?? silenceLimitMs);
    client.once('close', stop);
    const { privilege, sudoPassword } = await findPrivilege(client, target);
    return new HostConnection(client, target, privilege, sudoPassword);
  } catch (error) {
    client.end();
    socket.destroy();
    throw options.signal?.aborted ? new HostError('cancelled', values) : error;
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}

function handshake(
  client: Client,
  socket: Socket,
  target: HostTarget,
  key: ParsedKey | null,
  timeoutMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const values = valuesOf(target);
    let judged: HostError | null = null;
    client.on('error', (error: Ssh2Error) => {
      if (judged) reject(judged);
      else if (error instanceof HostError) reject(error);
      else {
        const code = codeOf(error, socket.readableEnded || socket.destroyed);
        reject(new HostError(code, { ...values, found: error.message }, { cause: error }));
      }
    });
    // A server that is overloaded (MaxStartups) hangs up without a word, also after its greeting.
    client.on('close', () => reject(judged ?? new HostError('connection-lost', values)));
    client.once('ready', resolve);
    client.connect({
      sock: socket,
      username: target.user,
      authHandler: authentication(target, key),
      readyTimeout: timeoutMs,
      keepaliveInterval: pingMs,
      // See liveness.ts: pings are sent, but silence is judged there.
      keepaliveCountMax: Number.POSITIVE_INFINITY,
      algorithms: { cipher: ciphers, serverHostKey: hostKeyAlgorithms(target.pinnedKey) },
      hostVerifier: (wire: Buffer) => {
        judged = judgeHostKey(target, wire);
        return judged === null;
      },
    });
    socket.setNoDelay(true);
    socket.connect({ host: target.address, port: target.port });
  });
}
