import type { ClusterReading } from './cluster-node';
import { hostsOfNodes } from './hosts-of-nodes';
import { type Plan, planSchema, planSchemaVersion } from './schema';

export type ClusterStart = {
  /** Of the plan. */
  name: string;
  cluster: ClusterReading;
  /** Id of the sealed kubeconfig. */
  kubeconfig: string;
  /** How the API is reached by SSH; absent: directly. */
  through?: { node: string; address: string; ssh: Partial<Plan['hosts'][number]['ssh']> } | undefined;
};

/**
 * A plan that begins with a cluster that exists: its nodes are the hosts, its version and network stay as they are. The entry of its API is
 * its own affair; that of applications, and what Rainbond needs, are for a person to say.
 */
export function planOfCluster({ name, cluster, kubeconfig, through }: ClusterStart): Plan {
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
    entry: { api: { kind: 'host' }, application: { kind: 'none' } },
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
