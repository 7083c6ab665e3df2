import type { ClusterReading } from './cluster-node';
import { hostOfNode, isLinux, rolesOfNode } from './hosts-of-nodes';
import { internalAddressOf, type Plan, type PlanHost, roles } from './schema';

const clusterRoles: readonly string[] = ['control-plane', 'etcd', 'worker'];

/**
 * The plan as its cluster is now: nodes that are gone leave it, new ones come last, and of those that stay the version, the internal
 * address and the cluster's own roles follow. What a person said stays: how to sign in, gateways, builds, failure domains. Hosts that
 * are no nodes but serve something (NFS, MySQL) stay as they are.
 */
export function withCluster(plan: Plan, { version, nodes }: ClusterReading): Plan {
  const linux = nodes.filter(isLinux);
  const byName = new Map(linux.map((node) => [node.name, node]));
  const kept = plan.hosts.flatMap((host): PlanHost[] => {
    const node = byName.get(host.name);
    if (!node) return isServiceOnly(host) ? [host] : [];
    const own = new Set<string>([...rolesOfNode(node), ...host.roles.filter((role) => !clusterRoles.includes(role))]);
    const services = host.roles.filter((role) => !(roles as readonly string[]).includes(role));
    const moved = node.internalAddress !== '' && node.internalAddress !== internalAddressOf(host);
    return [
      {
        ...host,
        // Who signs in by another address (NAT, a name) goes on doing so.
        ...(moved ? { internalAddress: node.internalAddress } : {}),
        roles: [...roles.filter((role) => own.has(role)), ...services],
      },
    ];
  });
  const known = new Set(plan.hosts.map(({ name }) => name));
  const domains = new Set(plan.domains.map(({ name }) => name));
  const added = linux
    .filter(({ name }) => !known.has(name))
    .map((node) => hostOfNode(domains.has(node.zone) ? node : { ...node, zone: '' }));
  const hosts = [...kept, ...added];
  const stays = (name: string) => (hosts.some((host) => host.name === name) ? name : '');
  const { runner } = plan.kubernetes;
  return {
    ...plan,
    hosts,
    kubernetes: { ...plan.kubernetes, version, runner: stays(runner) },
    slipway: { ...plan.slipway, host: stays(plan.slipway.host) },
  };
}

/** Whether the plan says of its cluster what the cluster says of itself. */
export function isAsItsCluster(plan: Plan, cluster: ClusterReading): boolean {
  return JSON.stringify(withCluster(plan, cluster)) === JSON.stringify(plan);
}

const isServiceOnly = (host: PlanHost): boolean =>
  host.roles.length > 0 && host.roles.every((role) => !(roles as readonly string[]).includes(role));
