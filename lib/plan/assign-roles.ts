import { type AssignContext, type AssignNote, assignContext, namesOf } from './assign/context';
import { pickBuilds } from './assign/pick-builds';
import { pickControlPlanes } from './assign/pick-control-planes';
import { pickGateways } from './assign/pick-gateways';
import { pickWorkers } from './assign/pick-workers';
import type { FactsByHost } from './facts';
import { type Plan, type PlanHost, type Role, roles } from './schema';

/** What was chosen and why, and what could not be had: keys of `plan.assign.reasons` and `plan.assign.couldNot`. */
export type AssignedRoles = { plan: Plan; reasons: AssignNote[]; couldNot: AssignNote[] };

/**
 * Gives every host its roles anew, and says why. The same plan and facts give the same answer.
 *
 * Service roles and everything else about a host stay. etcd is put on the control planes: the only layout of it that an
 * install carries out today.
 */
export function assignRoles(plan: Plan, facts: FactsByHost): AssignedRoles {
  const context = assignContext(plan, facts);
  if (plan.hosts.length === 0) return { plan, reasons: [], couldNot: [{ key: 'noHosts', values: {} }] };
  const controlPlanes = pickControlPlanes(context);
  const workers = pickWorkers(context, controlPlanes);
  const gateways = pickGateways(context, controlPlanes, workers);
  const builds = pickBuilds(context, workers);
  const chosen: Record<Role, PlanHost[]> = {
    'control-plane': controlPlanes,
    etcd: controlPlanes,
    worker: workers,
    gateway: gateways,
    build: builds,
  };
  const hosts = plan.hosts.map((host): PlanHost => {
    const services = host.roles.filter((role) => !(roles as readonly string[]).includes(role));
    return { ...host, roles: [...roles.filter((role) => chosen[role].includes(host)), ...services] };
  });
  sayUnknown(context);
  return { plan: { ...plan, hosts }, reasons: context.reasons, couldNot: context.couldNot };
}

function sayUnknown({ plan, facts, couldNot }: AssignContext): void {
  const unseen = plan.hosts.filter((host) => !facts[host.name]);
  if (unseen.length > 0) couldNot.push({ key: 'facts', values: { hosts: namesOf(unseen), count: unseen.length } });
}
