import { drawRouterId } from '../../new-plan';
import type { Plan } from '../../schema';
import { withRole } from '../holders';
import { type Edit, giveRoles, type RemedyId, step } from './edit';

/** Another choice for one section; null when it is chosen already, or doesn't apply. */
function choose(id: RemedyId, change: (plan: Plan) => Plan | null, values: Record<string, string | number> = {}): Edit {
  return (plan) => {
    const changed = change(plan);
    return changed && { plan: changed, step: step(id, { values }) };
  };
}

/** Half-way: the person who applies it fills in an address, and draws an id of their own if this one is taken. */
const vip = (plan: Plan, offset: number) => ({
  kind: 'keepalived' as const,
  address: '',
  interface: '',
  virtualRouterId: drawRouterId(() => ((plan.name.length * 7 + offset) % 204) / 204),
  vrrpVersion: 3 as const,
  advertIntervalSeconds: 0.3,
});

export const apiVip = choose('api-vip', (plan) =>
  plan.entry.api.kind === 'keepalived' ? null : { ...plan, entry: { ...plan.entry, api: vip(plan, 0) } },
);
export const entryVip = choose('entry-vip', (plan) =>
  plan.entry.application.kind === 'keepalived'
    ? null
    : { ...plan, entry: { ...plan.entry, application: vip(plan, 1) } },
);

const rainbondUses = ({ rainbond }: Plan): boolean => rainbond.kind !== 'none';

export const externalNfs = choose('external-nfs', (plan) =>
  plan.storage.kind === 'external-nfs' && plan.storage.server === ''
    ? null
    : {
        ...plan,
        storage: {
          kind: 'external-nfs',
          server: '',
          path: '',
          version: '4.1',
          storageClass: 'nfs-client',
          provisionerImage: '',
          declared: '',
        },
      },
);
export const externalRegistry = choose('external-registry', (plan) =>
  !rainbondUses(plan) || (plan.registry.kind === 'external' && plan.registry.address === '')
    ? null
    : {
        ...plan,
        registry: {
          kind: 'external',
          address: '',
          namespace: '',
          scheme: 'https',
          ca: '',
          user: '',
          credential: '',
          declared: '',
        },
      },
);
export const externalDatabase = choose('external-database', (plan) =>
  !rainbondUses(plan) || (plan.database.kind === 'external' && plan.database.host === '')
    ? null
    : {
        ...plan,
        database: {
          kind: 'external',
          host: '',
          port: 3306,
          version: '8.0',
          consoleDatabase: 'console',
          regionDatabase: 'region',
          user: '',
          credential: '',
          declared: '',
        },
      },
);
export const kubernetesEtcd = choose('kubernetes-etcd', (plan) =>
  plan.rainbond.kind !== '5.17' || plan.etcd.kind === 'kubernetes' ? null : { ...plan, etcd: { kind: 'kubernetes' } },
);
export const asynchronous = choose('asynchronous', (plan) =>
  plan.database.kind === 'mysql-pair' && plan.database.replication === 'semi-synchronous'
    ? { ...plan, database: { kind: 'mysql-pair', replication: 'asynchronous' } }
    : null,
);
export const sharedVolumes = choose('shared-volumes', (plan) =>
  plan.rainbond.kind === '6.x' && !plan.rainbond.sharedVolumes
    ? { ...plan, rainbond: { ...plan.rainbond, sharedVolumes: true } }
    : null,
);

/** One more than can be lost at once by chance: replicas spread over hosts. */
export const consoleReplicas: Edit = (plan) => {
  const { rainbond } = plan;
  if (rainbond.kind === 'none' || rainbond.consoleReplicas >= 9) return null;
  const count = Math.min(9, Math.max(2, rainbond.consoleReplicas + 1));
  return {
    plan: { ...plan, rainbond: { ...rainbond, consoleReplicas: count } },
    step: step('console-replicas', { values: { count } }),
  };
};

/** Three copies on three hosts, also on the failed ones: Ceph is to survive them. */
export const ceph: Edit = (plan, failure) => {
  if (plan.storage.kind === 'ceph' && withRole(plan, 'ceph').length >= 3) return null;
  const given = giveRoles(plan, { ...failure, hosts: {} }, ['ceph'], 3 - withRole(plan, 'ceph').length);
  const { plan: changed, hosts, added } = given ?? { plan, hosts: [], added: 0 };
  const storage = { kind: 'ceph' as const, copies: 3, storageClass: 'rook-ceph-block' };
  return { plan: { ...changed, storage }, step: step('ceph', { hosts, added, values: { copies: 3, added } }) };
};

export const nfsSecondary: Edit = (plan, failure) => {
  if (plan.storage.kind !== 'nfs-server' || plan.storage.mode !== 'single') return null;
  const given = giveRoles(plan, failure, ['nfs-secondary'], 1);
  if (!given) return null;
  const { hosts, added } = given;
  const storage = { ...plan.storage, mode: 'primary-secondary' as const };
  const values = { host: hosts.join(', '), seconds: plan.storage.syncSeconds, added };
  return { plan: { ...given.plan, storage }, step: step('nfs-secondary', { hosts, added, values }) };
};

/** A primary where the failure doesn't reach it, and a replica beside it. */
export const mysqlReplica: Edit = (plan, failure) => {
  if (!rainbondUses(plan) || plan.database.kind === 'mysql-pair') return null;
  const primary = giveRoles(plan, failure, ['mysql-primary'], 1);
  const replica = primary && giveRoles(primary.plan, failure, ['mysql-replica'], 1);
  if (!primary || !replica) return null;
  const hosts = [...primary.hosts, ...replica.hosts];
  const added = primary.added + replica.added;
  const database = { kind: 'mysql-pair' as const, replication: 'asynchronous' as const };
  const values = { hosts: [...new Set(hosts)].join(', '), added };
  return { plan: { ...replica.plan, database }, step: step('mysql-replica', { hosts, added, values }) };
};
