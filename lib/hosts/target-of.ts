import type { PlanHop, PlanHost } from '@/lib/plan/schema';
import { credentialSecret } from '@/lib/store/credentials';
import { pinnedKeys } from '@/lib/store/host-keys';
import { HostError, type HostErrorValues } from './error';
import type { HopTarget, HostTarget } from './target';

/**
 * Everything to reach a host of a plan with, from the store: its own login and those of the bastions on the way. Server
 * only: it holds the secrets.
 *
 * @throws HostError `credential-missing`, with `hop` when it is a bastion's
 */
export async function targetOf(host: PlanHost): Promise<HostTarget> {
  const hops = host.ssh.via ?? [];
  const [own, ...via] = await Promise.all([
    loginAt({ ...host.ssh, address: host.address }, { host: host.name }),
    ...hops.map((hop, index) => loginAt(hop, { host: host.name, hop: index + 1, hops: hops.length })),
  ]);
  return { name: host.name, ...own, ...(via.length > 0 ? { via } : {}) };
}

async function loginAt(
  { address, port, user, credential }: PlanHop,
  values: HostErrorValues,
): Promise<HopTarget & { sudoPassword?: string }> {
  const [found, pinned] = await Promise.all([
    credential === '' ? null : credentialSecret(credential),
    pinnedKeys(address, port),
  ]);
  if (!found) throw new HostError('credential-missing', { ...values, address, port, user });
  return { address, port, user, ...found, pinnedKeys: pinned.map(({ type, key }) => ({ type, key })) };
}
