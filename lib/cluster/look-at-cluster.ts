import { checkOf, type HostCheck } from '@/lib/hosts/check-host';
import { HostError } from '@/lib/hosts/error';
import { gatherFacts } from '@/lib/hosts/gather-facts';
import { KubernetesApiError } from '@/lib/kubernetes/api-error';
import { readCluster } from '@/lib/kubernetes/read-cluster';
import type { ClusterReading } from '@/lib/plan/cluster-node';
import type { HostFacts } from '@/lib/plan/facts';
import { nodeOfFacts } from './node-of-facts';
import { openCluster, type Way } from './open-cluster';

/**
 * What the console hears of a cluster. `through`: the node at the other end of the SSH connection, with its facts; null when the API was
 * reached directly. `api`: a code of lib/kubernetes/api-error.ts, or `not-a-node`. `host`: why the node could not be reached.
 */
export type ClusterLook =
  | { state: 'read'; cluster: ClusterReading; through: { node: string; facts: HostFacts } | null }
  | { state: 'host'; check: Exclude<HostCheck, { state: 'ready' }> }
  | { state: 'api'; code: KubernetesApiError['code'] | 'not-a-node'; values: Record<string, string | number> };

/** Reads version and nodes; changes nothing. Never throws for what is the cluster's or the network's. */
export async function lookAtCluster(way: Way, options: Parameters<typeof openCluster>[1] = {}): Promise<ClusterLook> {
  const { through } = way;
  try {
    const open = await openCluster(way, options);
    try {
      const [cluster, facts] = await Promise.all([
        readCluster(open.api),
        open.connection ? gatherFacts(open.connection, { now: Date.now }) : null,
      ]);
      if (!facts || !through) return { state: 'read', cluster, through: null };
      const node = nodeOfFacts(cluster.nodes, through.address, facts);
      if (!node) {
        const names = cluster.nodes.map(({ name }) => name).join(', ');
        return { state: 'api', code: 'not-a-node', values: { found: facts.hostname, needed: names } };
      }
      return { state: 'read', cluster, through: { node: node.name, facts } };
    } finally {
      await open.close();
    }
  } catch (error) {
    if (error instanceof KubernetesApiError) return { state: 'api', code: error.code, values: error.values };
    if (!(error instanceof HostError) || !through) throw error;
    const check = checkOf(error, through);
    if (check.state === 'ready') throw error;
    return { state: 'host', check };
  }
}
