import type { Plan } from '../schema';

/**
 * Seconds until a silent node is NotReady and Services stop sending to it: kube-controller-manager's
 * `node-monitor-grace-period`, 50 s by default, 40 s before Kubernetes 1.32.
 */
export function notReadySeconds(plan: Plan): number {
  const minor = Number(/^v?1\.(\d+)/.exec(plan.kubernetes.version)?.[1] ?? Number.POSITIVE_INFINITY);
  return minor < 32 ? 40 : 50;
}

/**
 * Seconds a NotReady node keeps its pods: `tolerationSeconds` of the tolerations for not-ready and unreachable that the API
 * server gives to every pod.
 */
export const tolerationSeconds = 300;

/** Seconds until pods of a silent node are replaced on others; their start is not in it. */
export const evictionSeconds = (plan: Plan): number => notReadySeconds(plan) + tolerationSeconds;

/**
 * Seconds until a block volume is taken from a dead node by force: kube-controller-manager's
 * `maxWaitForUnmountDuration`, 6 minutes. It counts from the pod's deletion.
 */
export const detachSeconds = 360;
