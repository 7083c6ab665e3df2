import type { Plan } from '../schema';
import type { HolderId } from './requirement';

/** `address` is '' where a plan has none for it; `declared` is its owner's word, '' when nothing is said. */
export type OutsideService = { id: HolderId; address: string; declared: string };

export type Vip = { id: HolderId; address: string };

/** The plan's virtual addresses. `address` is '' until it is filled in. */
export function vips({ entry: { api, application } }: Plan): Vip[] {
  return [
    ...(api.kind === 'keepalived' ? [{ id: 'vip:api', address: api.address }] : []),
    ...(application.kind === 'keepalived' ? [{ id: 'vip:application', address: application.address }] : []),
  ];
}

/** Everything that a plan leans on and doesn't set up. One may turn out to run on a host of the plan. */
export function outsideServices({ entry, storage, registry, database, etcd }: Plan): OutsideService[] {
  const services: OutsideService[] = [];
  const { api, application } = entry;
  if (api.kind === 'load-balancer') services.push({ ...api, id: 'entry:api' });
  if (application.kind === 'load-balancer') services.push({ ...application, id: 'entry:application' });
  if (storage.kind === 'external-nfs') services.push({ ...storage, id: 'service:nfs', address: storage.server });
  if (storage.kind === 'storage-class') services.push({ ...storage, id: 'service:storage-class', address: '' });
  if (registry.kind === 'external') services.push({ ...registry, id: 'service:registry' });
  if (database.kind === 'external') services.push({ ...database, id: 'service:database', address: database.host });
  if (etcd.kind === 'external') {
    const { declared } = etcd;
    services.push(...etcd.endpoints.map((address, index) => ({ id: `service:etcd:${index}`, address, declared })));
  }
  return services.map(({ id, address, declared }) => ({ id, address, declared }));
}
