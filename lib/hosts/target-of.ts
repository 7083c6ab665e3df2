import { wayOf } from '@/lib/plan/place';
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
    loginAt({ ...host.ssh, address: host.address }, wayOf(hops), { host: host.name }),
    ...hops.map((hop, index) =>
      loginAt(hop, wayOf(hops.slice(0, index)), { host: host.name, hop: index + 1, hops: hops.length }),
    ),
  ]);
  return { name: host.name, ...own, ...(via.length > 0 ? { via } : {}) };
}

async function loginAt(
  { address, port, user, credential }: PlanHop,
  way: string,
  values: HostErrorValues,
): Promise<HopTarget & { sudoPassword?: string }> {
  const [found, pinned] = await Promise.all([
    credential === '' ? null : credentialSecret(credential),
    pinnedKeys({ way, address, port }),
  ]);
  const where = { ...values, address, port, user };
  if (!found) throw new HostError('credential-missing', where);
  const { secret } = found;
  // A plan from elsewhere may name any credential; a certificate or a kubeconfig signs in to no host.
  if (secret.kind !== 'password' && secret.kind !== 'private-key') {
    throw new HostError('credential-kind', { ...where, found: secret.kind });
  }
  return { address, port, user, ...found, secret, pinnedKeys: pinned.map(({ type, key }) => ({ type, key })) };
}
