import { watchCluster } from '@/lib/kubernetes/watch-cluster';
import type { Engine } from './engine';

const apiPort = 6443;

/**
 * The run's cluster, reached through a control plane by SSH: the console needs no route to the cluster's own address.
 * Any control plane serves; one that is away is passed over.
 */
export const watchClusterOverSsh: Engine['watchCluster'] = async ({ kubeconfig, runbook, hosts, sink, signal }) => {
  const controlPlanes = runbook.hosts.filter((host) => host.roles.includes('control-plane'));
  let first = 0;
  const tunnel = async () => {
    let failure: unknown = new Error('the runbook names no control plane');
    for (let tried = 0; tried < controlPlanes.length; tried += 1) {
      const host = controlPlanes[(first + tried) % controlPlanes.length];
      if (!host) continue;
      try {
        const stream = await hosts.forward(host.name, '127.0.0.1', apiPort);
        first = (first + tried) % controlPlanes.length;
        return stream;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
  const { namespaces = [], rainbond = false } = runbook.watch ?? {};
  await watchCluster({ kubeconfig, tunnel, namespaces, rainbond, sink, signal });
};
