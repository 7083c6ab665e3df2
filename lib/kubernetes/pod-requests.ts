import type { V1Container, V1Pod } from '@kubernetes/client-node';

/** What a pod asks of its node: CPUs and bytes. */
export type Requests = { cpu: number; memory: number };

const units: Record<string, number> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** Kubernetes' quantity as a number: `100m`, `1.5`, `1Gi`, `1e3`. 0 when there is none, or none that can be read. */
export function amount(quantity: string | undefined): number {
  const found = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([numkMGTPE]|[KMGTPE]i)?$/.exec(quantity ?? '');
  return found ? Number(found[1]) * (units[found[2] ?? ''] ?? 0) || 0 : 0;
}

/**
 * As the scheduler counts it: containers and sidecars together, or an init container with the sidecars before it where that is more;
 * and the runtime class's overhead (kubernetes.io, "Resource Management for Pods and Containers").
 */
export function podRequests(pod: V1Pod): Requests {
  return { cpu: requestsOf(pod, 'cpu'), memory: requestsOf(pod, 'memory') };
}

function requestsOf(pod: V1Pod, resource: 'cpu' | 'memory'): number {
  const asked = (container: V1Container) => amount(container.resources?.requests?.[resource]);
  let sidecars = 0;
  let init = 0;
  for (const container of pod.spec?.initContainers ?? []) {
    if (container.restartPolicy === 'Always') {
      sidecars += asked(container);
      init = Math.max(init, sidecars);
    } else init = Math.max(init, sidecars + asked(container));
  }
  const running = (pod.spec?.containers ?? []).reduce((sum, container) => sum + asked(container), sidecars);
  return Math.max(init, running) + amount(pod.spec?.overhead?.[resource]);
}
