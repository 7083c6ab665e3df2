import { type ClusterNode, keepingAway } from './cluster-node';
import { hostSchema, type PlanHost, type Role, roles } from './schema';

/** Gateways and build nodes of a new plan: two carry on when one is lost, a third is there while one is looked after. */
const wanted = 3;

/** Rainbond runs on Linux only. */
export const isLinux = ({ os }: Pick<ClusterNode, 'os'>): boolean => os === '' || os === 'linux';

/** Roles that are the cluster's to say: who serves its API and its etcd, and where pods may run. */
export function rolesOfNode(node: ClusterNode): Role[] {
  const worker: Role[] = keepingAway(node.taints).length === 0 ? ['worker'] : [];
  return [...node.roles, ...worker];
}

/**
 * The nodes of a cluster as hosts of a new plan, in the cluster's order. How to sign in is not known: a person says it where it is
 * needed. Gateways and builds are put on the first workers, one per zone before a second in any.
 */
export function hostsOfNodes(nodes: readonly ClusterNode[]): PlanHost[] {
  const linux = nodes.filter(isLinux);
  const workers = linux.filter((node) => rolesOfNode(node).includes('worker'));
  const load = new Set(spreadOverZones(workers).slice(0, wanted));
  return linux.map((node) => hostOfNode(node, load.has(node) ? ['gateway', 'build'] : []));
}

/** @param more roles that Rainbond gives it */
export function hostOfNode(node: ClusterNode, more: readonly Role[] = []): PlanHost {
  const own = new Set([...rolesOfNode(node), ...more]);
  const address = node.externalAddress || node.internalAddress;
  return hostSchema.parse({
    name: node.name,
    address,
    internalAddress: address === node.internalAddress ? '' : node.internalAddress,
    failureDomain: node.zone,
    roles: roles.filter((role) => own.has(role)),
  });
}

function spreadOverZones(nodes: readonly ClusterNode[]): ClusterNode[] {
  const seen = new Map<string, number>();
  return nodes
    .map((node) => {
      const turn = seen.get(node.zone) ?? 0;
      seen.set(node.zone, turn + 1);
      return { node, turn };
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ node }) => node);
}
