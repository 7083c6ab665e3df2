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
  if (!found) throw new HostError('credential-missing', { host: host.name, address: host.address, port, user });
  return {
    name: host.name,
    address: host.address,
    port,
    user,
    ...found,
    pinnedKey: pinned && { type: pinned.type, key: pinned.key },
  };
}
