import type { NodeView } from '@/lib/cluster/view';
import {
  hostsWithRole,
  internalAddressOf,
  type Plan,
  type Role,
  type ServiceRole,
  serviceRoles,
} from '@/lib/plan/schema';

export type NodeRow = {
  name: string;
  address: string;
  roles: (Role | ServiceRole)[];
  /** Service roles that this host alone holds. */
  only: ServiceRole[];
  /** Null: the API knows no such node. */
  node: NodeView | null;
};

/** The plan's hosts in its order, each with its node; then nodes that the plan doesn't know. */
export function nodeRows(plan: Plan, nodes: NodeView[]): NodeRow[] {
  const alone = (role: ServiceRole) => hostsWithRole(plan, role).length === 1;
  const planned = plan.hosts.map((host) => ({
    name: host.name,
    address: internalAddressOf(host),
    roles: host.roles,
    only: serviceRoles.filter((role) => host.roles.includes(role) && alone(role)),
    node: nodes.find((node) => node.name === host.name) ?? null,
  }));
  const others = nodes
    .filter((node) => !plan.hosts.some((host) => host.name === node.name))
    .map((node) => ({ name: node.name, address: node.address, roles: [], only: [], node }));
  return [...planned, ...others];
}
