import { drawRouterId } from '../new-plan';
import {
  databaseSchema,
  etcdSchema,
  type Plan,
  type PlanHost,
  registrySchema,
  type ServiceRole,
  storageSchema,
} from '../schema';
import { isAmong, type Places } from './change-hosts';

/** What of a plan one service at a time can fill; the way to it in the document. */
export const serviceSlots = ['entry.api', 'entry.application', 'storage', 'etcd', 'registry', 'database'] as const;
export type ServiceSlot = (typeof serviceSlots)[number];

/** What can be added to a diagram, in the order of its menu. */
export const serviceChoices = [
  'api-vip',
  'api-load-balancer',
  'application-vip',
  'application-load-balancer',
  'external-nfs',
  'nfs-server',
  'ceph',
  'storage-class',
  'external-registry',
  'external-database',
  'mysql-pair',
  'external-etcd',
] as const;
export type ServiceChoice = (typeof serviceChoices)[number];

export const slotOf: Record<ServiceChoice, ServiceSlot> = {
  'api-vip': 'entry.api',
  'api-load-balancer': 'entry.api',
  'application-vip': 'entry.application',
  'application-load-balancer': 'entry.application',
  'external-nfs': 'storage',
  'nfs-server': 'storage',
  ceph: 'storage',
  'storage-class': 'storage',
  'external-registry': 'registry',
  'external-database': 'database',
  'mysql-pair': 'database',
  'external-etcd': 'etcd',
};

/** Roles that go with the services of a slot. */
const rolesOf: Partial<Record<ServiceSlot, readonly ServiceRole[]>> = {
  storage: ['nfs-primary', 'nfs-secondary', 'ceph'],
  database: ['mysql-primary', 'mysql-replica'],
};

/** Which roles a service that Slipway sets up wants, and on how many hosts each; Ceph keeps 3 copies by default. */
const wanted: Partial<Record<ServiceChoice, readonly { role: ServiceRole; hosts: number }[]>> = {
  'nfs-server': [{ role: 'nfs-primary', hosts: 1 }],
  'mysql-pair': [
    { role: 'mysql-primary', hosts: 1 },
    { role: 'mysql-replica', hosts: 1 },
  ],
  ceph: [{ role: 'ceph', hosts: 3 }],
};

/** What a plan has chosen for a slot, as a choice of the menu; null for a default that is no node of its own. */
export function serviceIn(plan: Plan, slot: ServiceSlot): ServiceChoice | null {
  return serviceChoices.find((choice) => slotOf[choice] === slot && isChosen(plan, choice)) ?? null;
}

function isChosen({ entry, storage, etcd, registry, database }: Plan, choice: ServiceChoice): boolean {
  switch (choice) {
    case 'api-vip':
      return entry.api.kind === 'keepalived';
    case 'api-load-balancer':
      return entry.api.kind === 'load-balancer';
    case 'application-vip':
      return entry.application.kind === 'keepalived';
    case 'application-load-balancer':
      return entry.application.kind === 'load-balancer';
    case 'external-nfs':
    case 'nfs-server':
    case 'ceph':
    case 'storage-class':
      return storage.kind === choice;
    case 'external-registry':
      return registry.kind === 'external';
    case 'external-database':
      return database.kind === 'external';
    case 'mysql-pair':
      return database.kind === 'mysql-pair';
    case 'external-etcd':
      return etcd.kind === 'external';
  }
}

/**
 * The service in its slot, with the schema's defaults, and the roles of the one that was there taken from hosts. A
 * service that is there already stays as it is.
 *
 * @param random gives a number in [0, 1), for the router id of a virtual address
 */
export function chooseService(plan: Plan, choice: ServiceChoice, random: () => number = Math.random): Plan {
  if (isChosen(plan, choice)) return plan;
  const cleared = removeService(plan, slotOf[choice]);
  const entry = (fields: Partial<Plan['entry']>): Plan => ({ ...cleared, entry: { ...cleared.entry, ...fields } });
  switch (choice) {
    case 'api-vip':
      return entry({ api: keepalived(plan, random) });
    case 'api-load-balancer':
      return entry({ api: { kind: 'load-balancer', address: '', port: 6443, declared: '' } });
    case 'application-vip':
      return entry({ application: keepalived(plan, random) });
    case 'application-load-balancer':
      return entry({ application: { kind: 'load-balancer', address: '', declared: '' } });
    case 'external-nfs':
    case 'nfs-server':
    case 'ceph':
    case 'storage-class':
      return { ...cleared, storage: storageSchema.parse({ kind: choice }) };
    case 'external-registry':
      return { ...cleared, registry: registrySchema.parse({ kind: 'external' }) };
    case 'external-database':
      return { ...cleared, database: databaseSchema.parse({ kind: 'external' }) };
    case 'mysql-pair':
      return { ...cleared, database: databaseSchema.parse({ kind: 'mysql-pair' }) };
    case 'external-etcd':
      return { ...cleared, etcd: etcdSchema.parse({ kind: 'external' }) };
  }
}

type Vip = Extract<Plan['entry']['api'], { kind: 'keepalived' }>;

/** Two routers of one network with the same id take each other's address. */
function keepalived({ entry }: Plan, random: () => number): Vip {
  const taken = [entry.api, entry.application].flatMap((each) =>
    each.kind === 'keepalived' ? [each.virtualRouterId] : [],
  );
  const drawn = drawRouterId(random);
  const virtualRouterId = taken.includes(drawn) ? (drawn === 255 ? 52 : drawn + 1) : drawn;
  return {
    kind: 'keepalived',
    address: '',
    interface: '',
    virtualRouterId,
    vrrpVersion: 3,
    advertIntervalSeconds: 0.3,
  };
}

/** Adds a service; one that Slipway sets up goes on the given hosts, or on hosts of different domains. */
export function addService(
  plan: Plan,
  choice: ServiceChoice,
  { places = new Set(), random = Math.random }: { places?: Places; random?: () => number } = {},
): Plan {
  const chosen = chooseService(plan, choice, random);
  const needs = wanted[choice];
  if (!needs || chosen === plan) return chosen;
  const free = apart(chosen.hosts, places);
  const given = new Map<number, ServiceRole>();
  for (const { role, hosts } of needs) {
    for (const index of free.splice(0, hosts)) given.set(index, role);
  }
  return {
    ...chosen,
    hosts: chosen.hosts.map((host, index) => {
      const role = given.get(index);
      return role ? { ...host, roles: [...host.roles, role] } : host;
    }),
  };
}

/** Places in the order to take them: those asked for first, then one of each domain before the second of any. */
function apart(hosts: readonly PlanHost[], places: Places): number[] {
  const seen = new Map<string, number>();
  const ranked = hosts.map((host, index) => {
    const nth = host.failureDomain ? (seen.get(host.failureDomain) ?? 0) : 0;
    seen.set(host.failureDomain, nth + 1);
    return { index, rank: isAmong(places, index) ? -1 : nth };
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ index }) => index);
}

/** The slot's default again, and no host with a role of what was there. */
export function removeService(plan: Plan, slot: ServiceSlot): Plan {
  const roles: readonly string[] = rolesOf[slot] ?? [];
  const hosts = plan.hosts.map((host) =>
    host.roles.some((role) => roles.includes(role))
      ? { ...host, roles: host.roles.filter((role) => !roles.includes(role)) }
      : host,
  );
  const { api } = plan.entry;
  switch (slot) {
    case 'entry.api':
      return { ...plan, entry: { ...plan.entry, api: { kind: 'host' } } };
    case 'entry.application':
      return {
        ...plan,
        // The API can't stay on an entry that is gone.
        entry: { api: api.kind === 'application-entry' ? { kind: 'host' } : api, application: { kind: 'none' } },
      };
    case 'storage':
      return { ...plan, hosts, storage: { kind: 'none' } };
    case 'etcd':
      return { ...plan, etcd: { kind: 'kubernetes' } };
    case 'registry':
      return { ...plan, registry: { kind: 'built-in' } };
    case 'database':
      return { ...plan, hosts, database: { kind: 'built-in' } };
  }
}
