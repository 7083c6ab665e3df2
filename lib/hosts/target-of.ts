import type { PlanHost } from '@/lib/plan/schema';
import { credentialSecret } from '@/lib/store/credentials';
import { pinnedKey } from '@/lib/store/host-keys';
import { HostError } from './error';
import type { HostTarget } from './target';

/** Everything to reach a host of a plan with, from the store. Server only: it holds the secret. */
export async function targetOf(host: PlanHost): Promise<HostTarget> {
  const { port, user, credential } = host.ssh;
  const [found, pinned] = await Promise.all([
    credential === '' ? null : credentialSecret(credential),
    pinnedKey(host.address, port),
  ]);
  const values = { host: host.name, address: host.address, port, user };
  if (!found) throw new HostError('credential-missing', values);
  const { secret } = found;
  // A plan from elsewhere may name any credential; a certificate or a kubeconfig signs in to no host.
  if (secret.kind !== 'password' && secret.kind !== 'private-key') {
    throw new HostError('credential-kind', { ...values, found: secret.kind });
  }
  return {
    name: host.name,
    address: host.address,
    port,
    user,
    ...found,
    secret,
    pinnedKey: pinned && { type: pinned.type, key: pinned.key },
  };
}
