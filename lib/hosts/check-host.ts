import type { HostFacts } from '@/lib/plan/facts';
import { type ConnectOptions, connect } from './connect';
import { asHostError, type HostErrorCode, type HostErrorValues } from './error';
import { gatherFacts } from './gather-facts';
import { type HostTarget, valuesOf } from './target';

export type HostCheck =
  | { state: 'ready'; facts: HostFacts }
  /** `key`: base64, what accepting it stores. */
  | { state: 'host-key-unknown'; keyType: string; fingerprint: string; key: string }
  | { state: 'host-key-changed'; pinned: string; presented: string }
  | { state: 'failed'; error: { code: HostErrorCode; values: HostErrorValues } };

/** What the plan editor asks of one host: can it be reached, may we become root, what is it. Never throws. */
export async function checkHost(target: HostTarget, options: ConnectOptions = {}): Promise<HostCheck> {
  try {
    const connection = await connect(target, options);
    try {
      return { state: 'ready', facts: await gatherFacts(connection, { now: Date.now }) };
    } finally {
      connection.close();
    }
  } catch (error) {
    return checkOf(error, target);
  }
}

/** The same for an error that arose before there was a connection, such as a credential that is gone. */
export function checkOf(error: unknown, target: Pick<HostTarget, 'name' | 'address' | 'port' | 'user'>): HostCheck {
  const known = asHostError(error, valuesOf(target));
  const text = (key: string) => String(known.values[key] ?? '');
  switch (known.code) {
    case 'host-key-unknown':
      return { state: known.code, keyType: text('keyType'), fingerprint: text('fingerprint'), key: text('key') };
    case 'host-key-changed':
      return { state: known.code, pinned: text('pinned'), presented: text('presented') };
    default:
      return { state: 'failed', error: { code: known.code, values: known.values } };
  }
}
