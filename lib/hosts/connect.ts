import { HostConnection } from './connection';
import { HostError, type HostErrorValues } from './error';
import { Gate, throughGate } from './gate';
import { Hops, placeOf } from './hops';
import { findPrivilege } from './privilege';
import { signIn } from './sign-in';
import { type HostTarget, valuesOf } from './target';

export type ConnectOptions = {
  signal?: AbortSignal;
  /** For TCP, key exchange and authentication together, at each hop and at the host; 15 s. */
  timeoutMs?: number;
  /** Silence after which the peer is taken for dead; 10 s. */
  silenceMs?: number;
  /** How long to try again while sshd drops connections before anybody could sign in (MaxStartups); 20 s. */
  patienceMs?: number;
};

/** Of the whole process: limits are about what one console does to one sshd, whoever asks for it. */
const gate = new Gate();
const hops = new Hops(gate);
const never = new AbortController().signal;

/**
 * Signs in, through the bastions on the way if there are any, and settles how to become root. Nothing is authenticated
 * before the key of each is a pinned one.
 *
 * @throws HostError; with `hop` when a bastion was in the way
 */
export async function connect(target: HostTarget, options: ConnectOptions = {}): Promise<HostConnection> {
  const values = valuesOf(target);
  const { signal = never, timeoutMs = 15_000, silenceMs, patienceMs = 20_000 } = options;
  if (signal.aborted) throw new HostError('cancelled', values);
  const via = target.via ?? [];
  const way =
    via.length === 0
      ? null
      : await hops.way(via, { values: { host: target.name }, signal, timeoutMs, silenceMs, patienceMs });
  try {
    const at = [...via, target].map(placeOf).join(' ');
    const signedIn = await throughGate(
      gate,
      at,
      async () => {
        const through = await way?.open(target).catch((error: HostError) => {
          throw error.values.hop === undefined
            ? new HostError(error.code, { ...values, ...error.values }, error)
            : error;
        });
        return signIn(target, { values, signal, timeoutMs, silenceMs, through });
      },
      { signal, values, patienceMs },
    );
    const { client } = signedIn;
    const closed = gate.opened();
    client.once('close', () => {
      closed();
      way?.giveBack();
    });
    const lost = (): HostErrorValues => ({ ...values, ...way?.lostAt() });
    const abort = () => client.destroy();
    signal.addEventListener('abort', abort, { once: true });
    try {
      const found = await findPrivilege(client, target);
      return new HostConnection(client, target, {
        ...found,
        lost,
        again: () => connect(target, options),
        hostKeys: signedIn.hostKeys,
      });
    } catch (error) {
      client.end();
      throw signal.aborted ? new HostError('cancelled', values) : error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  } catch (error) {
    way?.giveBack();
    throw error;
  }
}
