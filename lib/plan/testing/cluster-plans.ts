import type { ClusterNode, ClusterReading } from '../cluster-node';
import { planOfCluster } from '../plan-of-cluster';
import type { Plan } from '../schema';

/** A node that serves everything, at 10.0.0.11 and on. */
export function sampleNode(number: number, change: Partial<ClusterNode> = {}): ClusterNode {
  return {
    name: `node-${number}`,
    internalAddress: `10.0.0.${10 + number}`,
    externalAddress: '',
    roles: ['control-plane', 'etcd'],
    taints: [],
    zone: '',
    os: 'linux',
    ...change,
  };
}

export function sampleCluster(change: Partial<ClusterReading> = {}): ClusterReading {
  return { version: 'v1.30.4', nodes: [1, 2, 3].map((number) => sampleNode(number)), ...change };
}

/** A plan of that cluster, reached directly. */
export function clusterPlan(change: (plan: Plan) => void = () => {}, cluster: ClusterReading = sampleCluster()): Plan {
  const plan = planOfCluster({ name: 'old', cluster, kubeconfig: 'old-config', server: null });
  plan.artifacts = { kind: 'online', mirror: '' };
  change(plan);
  return plan;
}
