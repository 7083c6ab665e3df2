import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  type AnyAuthMethod,
  type AuthHandlerMiddleware,
  Client,
  type KeyboardInteractiveAuthMethod,
  type ParsedKey,
} from 'ssh2';
import { readPrivateKey } from '@/lib/store/private-key';
import { ciphers } from './algorithms';
import { HostError, type HostErrorCode, type HostErrorValues } from './error';
import { hostKeyAlgorithms, judgeHostKey } from './host-key';
import { pingMs, silenceLimitMs, watchSilence } from './liveness';
import type { HopTarget, PinnedKey } from './target';

export type SignInOptions = {
  /** What errors quote. */
  values: HostErrorValues;
  signal: AbortSignal;
  /** For TCP, key exchange and authentication together; milliseconds. */
  timeoutMs: number;
  /** Silence after which the peer is taken for dead; 10 s. */
  silenceMs?: number;
  /** The way to the host when it isn't reached directly: a channel through the last bastion. */
  through?: Duplex;
};

export type SignedIn = {
  client: Client;
  /** The peer is gone, whether or not ssh2 has said so yet. */
  gone: () => boolean;
  /** Keys that this host proved to have over the authenticated connection; empty as long as it has sent none. */
  hostKeys: () => readonly PinnedKey[];
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

/** What happened while we asked to be let in. */
type Asking = {
  /** Ways that the server takes, as it said last; empty when it said nothing. */
  offered: string[];
  /** The way that our credential needs; '' before one was chosen. */
  way: string;
  /** The server took it, and wants another one besides (AuthenticationMethods). */
  partial: boolean;
  /** Authentication has begun: the server has let us come this far. */
  begun: boolean;
  expired: boolean;
};

/** Prompts of PAM for a new password: the old one would become the new one, or be refused as such. */
const asksForNew = /new (unix )?password|retype|password (has )?expired|change your password/i;

/**
 * `none` first, which tells what the server offers and counts as no failure; then one way only, and only one that it offers:
 * the same wrong password given twice would count twice on hosts that lock accounts. Servers that know a password only as
 * keyboard-interactive get it as the answer to every prompt.
 */
function authentication({ user, secret }: HopTarget, key: ParsedKey | null, asking: Asking): AuthHandlerMiddleware {
  const choose = (): AnyAuthMethod | null => {
    const takes = (way: string) => asking.offered.length === 0 || asking.offered.includes(way);
    if (secret.kind === 'private-key') {
      asking.way = 'publickey';
      return key && takes('publickey') ? { type: 'publickey', username: user, key } : null;
    }
    const { password } = secret;
    asking.way = takes('password') || !takes('keyboard-interactive') ? 'password' : 'keyboard-interactive';
    if (!takes(asking.way)) return null;
    if (asking.way === 'password') return { type: 'password', username: user, password };
    const prompt: KeyboardInteractiveAuthMethod['prompt'] = (name, text, _language, prompts, answer) => {
      const said = [name, text, ...prompts.map((each) => each.prompt)].join('\n');
      asking.expired ||= asksForNew.test(said);
      answer(asking.expired ? [] : prompts.map(() => password));
    };
    return { type: 'keyboard-interactive', username: user, prompt };
  };
  let tries = 0;
  return (offered: string[] | null, partial, next) => {
    tries++;
    asking.begun = true;
    if (offered) asking.offered = offered;
    asking.partial = partial === true;
    const way: AnyAuthMethod | null = tries === 1 ? { type: 'none', username: user } : tries === 2 ? choose() : null;
    // `false` says that there is no other way; ssh2's types leave it out.
    next(way ?? (false as unknown as AnyAuthMethod));
  };
}

function refusalOf(asking: Asking, values: HostErrorValues): HostError {
  const offered = asking.offered.join(', ') || '?';
  if (asking.expired) return new HostError('password-expired', values);
  if (asking.partial) return new HostError('auth-needs-more', { ...values, offered, tried: asking.way });
  const taken = asking.offered.length === 0 || asking.offered.includes(asking.way);
  return new HostError(taken ? 'auth-failed' : 'auth-method-not-offered', { ...values, offered, tried: asking.way });
}

/**
 * One try at signing in. Nothing is authenticated before the host's key is a pinned one.
 *
 * @throws HostError; `dropped` when the peer hung up before anybody could sign in
 */
export async function signIn(target: HopTarget, options: SignInOptions): Promise<SignedIn> {
  const { values, signal } = options;
  if (signal.aborted) throw new HostError('cancelled', values);
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
  const own = options.through ? null : new Socket();
  const stream = options.through ?? own;
  if (!stream) throw new HostError('protocol', values);
  const gone = () => stream.readableEnded || stream.destroyed || !stream.writable;
  const abort = () => {
    client.emit('error', new HostError('cancelled', values));
    stream.destroy();
  };
  signal.addEventListener('abort', abort, { once: true });
  let proven: PinnedKey[] = [];
  client.on('hostkeys', (keys: ParsedKey[]) => {
    proven = keys.map((each) => ({ type: each.type, key: each.getPublicSSH().toString('base64') }));
  });
  try {
    await handshake(client, stream, target, key, options, gone);
    // From here on an error ends the connection, and whoever waits for a channel hears of it by its end.
    client.on('error', () => {});
    let counted = 0;
    if (!own) {
      stream.on('data', (chunk: Buffer) => {
        counted += chunk.length;
      });
    }
    const received = () => own?.bytesRead ?? counted;
    const stop = watchSilence(received, () => stream.destroy(), options.silenceMs ?? silenceLimitMs);
    client.once('close', stop);
    return { client, gone, hostKeys: () => proven };
  } catch (error) {
    client.end();
    stream.destroy();
    throw signal.aborted ? new HostError('cancelled', values) : error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function handshake(
  client: Client,
  stream: Duplex,
  target: HopTarget,
  key: ParsedKey | null,
  { values, timeoutMs }: SignInOptions,
  gone: () => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let judged: HostError | null = null;
    const asking: Asking = { offered: [], way: '', partial: false, begun: false, expired: false };
    // A server that is overloaded (MaxStartups) hangs up without a word, also after its greeting.
    const lost = () =>
      asking.expired
        ? new HostError('password-expired', values)
        : new HostError(asking.begun ? 'connection-lost' : 'dropped', values);
    client.on('error', (error: Ssh2Error) => {
      if (judged) reject(judged);
      else if (error instanceof HostError) reject(error);
      else if (error.level === 'client-authentication' || asking.expired) reject(refusalOf(asking, values));
      else {
        const code = codeOf(error, gone());
        const known = code === 'connection-lost' && !asking.begun ? 'dropped' : code;
        reject(new HostError(known, { ...values, found: error.message }, { cause: error }));
      }
    });
    client.on('close', () => reject(judged ?? lost()));
    client.once('ready', resolve);
    client.once('change password', () => {
      judged = new HostError('password-expired', values);
      client.end();
    });
    client.connect({
      sock: stream,
      username: target.user,
      authHandler: authentication(target, key, asking),
      readyTimeout: timeoutMs,
      keepaliveInterval: pingMs,
      // See liveness.ts: pings are sent, but silence is judged there.
      keepaliveCountMax: Number.POSITIVE_INFINITY,
      algorithms: { cipher: ciphers, serverHostKey: hostKeyAlgorithms(target.pinnedKeys) },
      hostVerifier: (wire: Buffer) => {
        judged = judgeHostKey(target, wire, values);
        return judged === null;
      },
    });
    if (!(stream instanceof Socket)) return;
    stream.setNoDelay(true);
    stream.connect({ host: target.address, port: target.port });
  });
}
