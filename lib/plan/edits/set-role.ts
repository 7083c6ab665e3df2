import { etcdLayout } from '../etcd-layout';
import { type Plan, type PlanHost, type Role, roles, type ServiceRole, serviceRoles } from '../schema';
import { changeHosts, isAmong, type Places } from './change-hosts';
import { chooseService, type ServiceChoice } from './services';

export type AnyRole = Role | ServiceRole;

/** In the schema's order, so that the same choice is the same document. */
const order: readonly AnyRole[] = [...roles, ...serviceRoles];

const serviceOf: Record<ServiceRole, ServiceChoice> = {
  'nfs-primary': 'nfs-server',
  'nfs-secondary': 'nfs-server',
  'mysql-primary': 'mysql-pair',
  'mysql-replica': 'mysql-pair',
  ceph: 'ceph',
};

/** Of these a plan has one holder, and no host is both halves of its own pair. */
const otherHalf: Partial<Record<AnyRole, ServiceRole>> = {
  'nfs-primary': 'nfs-secondary',
  'nfs-secondary': 'nfs-primary',
  'mysql-primary': 'mysql-replica',
  'mysql-replica': 'mysql-primary',
};

/**
 * Gives a role to hosts, or takes it from them. etcd comes and goes with control planes and can be set by itself; where a
 * plan has it on hosts of its own, it stays there. A role of a service that Slipway sets up also chooses that service, and one that only
 * one host can have moves to the first of the given hosts.
 */
export function setRole(plan: Plan, places: Places, role: AnyRole, has: boolean): Plan {
  const service = isServiceRole(role) ? serviceOf[role] : null;
  const half = otherHalf[role];
  if (!service || !has) {
    const apart = etcdLayout(plan) === 'apart' && plan.hosts.some((host) => host.roles.includes('control-plane'));
    const set = role === 'control-plane' && !apart ? withStackedEtcd : withRole;
    const changed = changeHosts(plan, places, (host) => set(host, role, has));
    return withNfsMode(changed);
  }
  const chosen = chooseService(plan, service);
  if (!half) return changeHosts(chosen, places, (host) => withRole(host, role, true));
  const holder = chosen.hosts.findIndex((_host, index) => isAmong(places, index));
  if (holder < 0) return plan;
  return withNfsMode({
    ...chosen,
    hosts: chosen.hosts.map((host, index) =>
      index === holder ? withRole(withRole(host, half, false), role, true) : withRole(host, role, false),
    ),
  });
}

const isServiceRole = (role: AnyRole): role is ServiceRole => serviceRoles.some((each) => each === role);

const withStackedEtcd: typeof withRole = (host, role, has) => withRole(withRole(host, role, has), 'etcd', has);

export function withRole(host: PlanHost, role: AnyRole, has: boolean): PlanHost {
  if (host.roles.includes(role) === has) return host;
  const chosen = new Set(has ? [...host.roles, role] : host.roles.filter((each) => each !== role));
  return { ...host, roles: order.filter((each) => chosen.has(each)) };
}

/** One server or two kept in step: as many as have the roles. */
function withNfsMode(plan: Plan): Plan {
  const { storage } = plan;
  if (storage.kind !== 'nfs-server') return plan;
  const second = plan.hosts.some((host) => host.roles.includes('nfs-secondary'));
  const mode = second ? 'primary-secondary' : 'single';
  return storage.mode === mode ? plan : { ...plan, storage: { ...storage, mode } };
}

/** Whether all, none or some of the hosts at `places` have a role. */
export function hasRole(plan: Plan, places: Places, role: AnyRole): boolean | 'mixed' {
  const hosts = plan.hosts.filter((_host, index) => isAmong(places, index));
  const count = hosts.filter((host) => host.roles.includes(role)).length;
  if (count === 0) return false;
  return count === hosts.length ? true : 'mixed';
}
