import { quorum } from '../../quorum';
import { hostsWithRole, type Plan, type PlanHost } from '../../schema';
import type { Failure } from '../failure';
import { withRole } from '../holders';
import { type Edit, giveRoles, lives, type RemedyId, step, withHosts } from './edit';

/** Roles on more hosts. */
function more(id: RemedyId, roles: PlanHost['roles'], count: (plan: Plan, failure: Failure) => number): Edit {
  return (plan, failure) => {
    const found = giveRoles(plan, failure, roles, count(plan, failure));
    if (!found) return null;
    const { hosts, added } = found;
    return { plan: found.plan, step: step(id, { hosts, added, values: { count: hosts.length, added } }) };
  };
}

const stacked = (plan: Plan): boolean =>
  hostsWithRole(plan, 'etcd').every((host) => host.roles.includes('control-plane'));

/** How many members it takes more, so that those that live are a quorum of an odd number, three at the least. */
function membersWanted(plan: Plan, failure: Failure): number {
  const members = plan.hosts.map((host, index) => ({ host, index })).filter(({ host }) => host.roles.includes('etcd'));
  const alive = members.filter(({ index }) => lives(failure, index)).length;
  for (let added = 1; added <= 7; added++) {
    const total = members.length + added;
    if (total % 2 === 1 && total >= 3 && alive + added >= quorum(total)) return added;
  }
  return 0;
}

export const secondGateway = more('second-gateway', ['gateway'], () => 1);
export const secondBuilder = more('second-builder', ['build'], () => 1);
export const anotherWorker = more('worker', ['worker'], () => 1);
export const controlPlanes = more('control-planes', ['control-plane', 'etcd'], (plan, failure) =>
  stacked(plan) ? membersWanted(plan, failure) : 1,
);
export const etcdMembers = more('etcd-members', ['etcd'], (plan, failure) =>
  stacked(plan) ? 0 : membersWanted(plan, failure),
);

/** A failed control plane trades roles with a living host that is none, in another domain: no host more, none less. */
export const swapRoles: Edit = (plan, failure) => {
  const at = plan.hosts.map((host, index) => ({ host, index }));
  const from = at.find(({ host, index }) => host.roles.includes('etcd') && !lives(failure, index));
  const to = at.find(
    ({ host, index }) =>
      lives(failure, index) && !host.roles.includes('etcd') && host.failureDomain !== from?.host.failureDomain,
  );
  if (!from || !to) return null;
  const swapped = withHosts(plan, (host, index) => {
    if (index === from.index) return { ...host, roles: to.host.roles };
    return index === to.index ? { ...host, roles: from.host.roles } : host;
  });
  const hosts = [from.host.name, to.host.name];
  return { plan: swapped, step: step('swap-roles', { hosts, values: { from: from.host.name, to: to.host.name } }) };
};

export const slipwayApart: Edit = (plan) =>
  plan.slipway.host === ''
    ? null
    : {
        plan: { ...plan, slipway: { host: '' } },
        step: step('slipway-apart', { values: { host: plan.slipway.host } }),
      };

/** One pod on each gateway, so that none has to move. */
export const gatewayReplicas: Edit = (plan) => {
  const { rainbond } = plan;
  const count = withRole(plan, 'gateway').length;
  if (rainbond.kind === '5.17' && !rainbond.enableHA) {
    const values = { count: 2 };
    return { plan: { ...plan, rainbond: { ...rainbond, enableHA: true } }, step: step('gateway-replicas', { values }) };
  }
  if (rainbond.kind !== '6.x' || rainbond.replicas >= count) return null;
  return {
    plan: { ...plan, rainbond: { ...rainbond, replicas: count } },
    step: step('gateway-replicas', { values: { count } }),
  };
};
