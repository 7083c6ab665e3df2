import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { HostError, type HostErrorCode, type HostErrorValues } from './error';

/** sshd says why in the words of strerror(3) and gai_strerror(3). */
const reasons: [RegExp, HostErrorCode][] = [
  [/refused/i, 'refused'],
  [/timed out/i, 'timeout'],
  [/no route|unreachable|host is down/i, 'unreachable'],
  [/resolve|not known|no address|name resolution/i, 'name-not-found'],
];

/**
 * A TCP connection from the other end of `client`, as a channel.
 *
 * @param values what errors quote: `prohibited` when sshd there does not forward, `failed` when it could not connect
 * @throws HostError `forwarding-not-allowed`, `refused`, `timeout`, `unreachable`, `name-not-found`
 */
export function forwardOut(
  client: Client,
  to: { address: string; port: number },
  values: { prohibited: HostErrorValues; failed: HostErrorValues; lost: () => HostError },
  /** Milliseconds; absent: as long as the other end tries, which is minutes where packets are dropped. */
  withinMs?: number,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const found = `${to.address}:${to.port}`;
    let late = false;
    const giveUp = () => {
      late = true;
      reject(new HostError('timeout', { ...values.failed, found }));
    };
    const timer = withinMs === undefined ? undefined : setTimeout(giveUp, withinMs);
    try {
      client.forwardOut('127.0.0.1', 0, to.address, to.port, (error, channel) => {
        clearTimeout(timer);
        if (late) return error ? undefined : channel.destroy();
        if (!error) return resolve(channel);
        // RFC 4254, 5.1: 1 is "administratively prohibited", 2 is "connect failed".
        const reason = 'reason' in error ? error.reason : undefined;
        if (typeof reason !== 'number') return reject(values.lost());
        const said = error.message.replace(/^.*Channel open failure:\s*/, '');
        const code = reasons.find(([pattern]) => pattern.test(said))?.[1] ?? 'refused';
        reject(
          reason === 1
            ? new HostError('forwarding-not-allowed', { ...values.prohibited, found }, { cause: error })
            : new HostError(code, { ...values.failed, found }, { cause: error }),
        );
      });
    } catch {
      // ssh2 throws when the connection is gone.
      clearTimeout(timer);
      reject(values.lost());
    }
  });
}
