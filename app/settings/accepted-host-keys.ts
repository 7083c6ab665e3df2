import type { HostKeyRow } from '@/components/settings/host-keys-card';
import { db } from '@/lib/store/db';

/** Every pinned host key, with the name of who accepted it (their id when the account is gone). */
export async function acceptedHostKeys(): Promise<HostKeyRow[]> {
  const keys = await db().hostKey.findMany({ orderBy: [{ address: 'asc' }, { port: 'asc' }] });
  const people = await db().user.findMany({
    where: { id: { in: [...new Set(keys.map(({ acceptedBy }) => acceptedBy))] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return keys.map(({ address, port, keyType, fingerprint, acceptedBy, acceptedAt }) => ({
    address,
    port,
    keyType,
    fingerprint,
    acceptedBy: names.get(acceptedBy) ?? acceptedBy,
    acceptedAt: acceptedAt.getTime(),
  }));
}
