import { withRole } from '@/lib/plan/availability/holders';
import type { HolderId } from '@/lib/plan/availability/requirement';
import type { Plan, ServiceRole } from '@/lib/plan/schema';

/** Ids of the diagram whose hosts are known by a role. */
const served: Record<string, ServiceRole[]> = {
  'nfs-server': ['nfs-primary'],
  ceph: ['ceph'],
  'mysql-pair': ['mysql-primary'],
};

/**
 * What fails when a part of the diagram is made to fail. A service that hosts of the plan run has no life of its own: its hosts do, of
 * a pair the one that serves.
 */
export function partsOfDiagram(plan: Plan, id: string): HolderId[] {
  if (id === 'entry:api' && plan.entry.api.kind === 'keepalived') return ['vip:api'];
  if (id === 'entry:application' && plan.entry.application.kind === 'keepalived') return ['vip:application'];
  if (id === 'service:storage') {
    if (plan.storage.kind === 'external-nfs') return ['service:nfs'];
    if (plan.storage.kind === 'storage-class') return ['service:storage-class'];
    return hostsServing(plan, plan.storage.kind);
  }
  if (id === 'service:database' && plan.database.kind !== 'external') return hostsServing(plan, plan.database.kind);
  return [id];
}

const hostsServing = (plan: Plan, kind: string): HolderId[] =>
  (served[kind] ?? []).flatMap((role) => withRole(plan, role));

/** Where the diagram shows an outside service or a virtual address of the model. */
export function diagramIdOf(service: HolderId): string {
  if (service === 'service:nfs' || service === 'service:storage-class') return 'service:storage';
  return service.replace(/^(service:etcd):\d+$/, '$1').replace(/^vip:/, 'entry:');
}
