import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { quantityOf } from '@/lib/quantity';

/** What a pod asks of its node: CPUs and bytes. */
export type Requests = { cpu: number; memory: number };

/** A quantity of Kubernetes as a number. 0 when there is none, or none that can be read. */
export const amount = (quantity: string | undefined): number => quantityOf(quantity) ?? 0;

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
