import type { ClusterReading } from './cluster-node';
import { hostsOfNodes } from './hosts-of-nodes';
import { type Plan, planSchema, planSchemaVersion } from './schema';

export type ClusterStart = {
  /** Of the plan. */
  name: string;
  cluster: ClusterReading;
  /** Id of the sealed kubeconfig. */
  kubeconfig: string;
  /** Where the kubeconfig leads; null when that can't be told. */
  server: { host: string; port: number } | null;
  /** How the API is reached by SSH; absent: directly. */
  through?: { node: string; address: string; ssh: Partial<Plan['hosts'][number]['ssh']> } | undefined;
};

/**
 * A plan that begins with a cluster that exists: its nodes are the hosts, its version and network stay as they are. The entry of its API is
 * where its kubeconfig leads: a node, or what its owner put before its nodes. That of applications, and what Rainbond needs, are for a person to say.
 */
export function planOfCluster({ name, cluster, kubeconfig, server, through }: ClusterStart): Plan {
  const hosts = hostsOfNodes(cluster.nodes).map((host) =>
    host.name === through?.node
      ? {
          ...host,
          address: through.address,
          internalAddress: host.internalAddress || (host.address === through.address ? '' : host.address),
          ssh: { ...host.ssh, ...through.ssh },
        }
      : host,
  );
  const zones = [...new Set(hosts.map(({ failureDomain }) => failureDomain))].filter((zone) => zone !== '');
  return planSchema.parse({
    schemaVersion: planSchemaVersion,
    name,
    domains: zones.map((zone) => ({ name: zone, kind: 'room' })),
    hosts,
    entry: { api: apiEntry(hosts, server), application: { kind: 'none' } },
    kubernetes: {
      distribution: 'existing',
      version: cluster.version,
      cni: 'existing',
      kubeconfig,
      runner: through?.node ?? '',
      apiThroughSsh: through !== undefined,
    },
  });
}

function apiEntry(hosts: Plan['hosts'], server: ClusterStart['server']): object {
  const loopback = server && (/^127\./.test(server.host) || ['localhost', '::1'].includes(server.host));
  const ofNode = hosts.some(({ name, address, internalAddress }) =>
    [name, address, internalAddress].includes(server?.host ?? ''),
  );
  if (!server || loopback || ofNode) return { kind: 'host' };
  return { kind: 'load-balancer', address: server.host, port: server.port };
}
