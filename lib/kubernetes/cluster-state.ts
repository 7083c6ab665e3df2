import type { CoreV1Event, V1Node, V1Pod } from '@kubernetes/client-node';

export type NodeReady = 'ready' | 'not-ready' | 'unknown';

/** What the node's own condition says; the controller sets Unknown when the kubelet went silent. */
export function nodeReady(node: V1Node): NodeReady {
  const status = node.status?.conditions?.find((condition) => condition.type === 'Ready')?.status;
  if (status === 'True') return 'ready';
  return status === 'False' ? 'not-ready' : 'unknown';
}

/** A finished pod (a Job's) is as it should be, too. */
export function podReady(pod: V1Pod): boolean {
  if (pod.status?.phase === 'Succeeded') return true;
  return (
    pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false
  );
}

/** A pod's state in a word, as `kubectl get pods` shows it: what it waits for, else its phase, else whether it's ready. */
export function podState(pod: V1Pod): string {
  const containers = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const waiting = containers
    .map((container) => container.state?.waiting?.reason)
    .find((reason) => reason !== undefined);
  if (waiting && waiting !== 'PodInitializing') return waiting;
  const phase = pod.status?.phase ?? 'Unknown';
  if (phase !== 'Running') return phase;
  return podReady(pod) ? 'Ready' : 'Running';
}

export const podPlace = (pod: V1Pod) => `${pod.metadata?.namespace}/${pod.metadata?.name}`;
export const podName = (pod: V1Pod) => `pod ${podPlace(pod)}`;

/** When the event was last seen, milliseconds since the epoch; 0 when it doesn't say. */
export function eventAt(event: CoreV1Event): number {
  const at =
    event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
  return at ? new Date(at).getTime() : 0;
}

export function eventLine(event: CoreV1Event): string {
  const { kind, namespace, name } = event.involvedObject;
  const subject = [kind?.toLowerCase(), [namespace, name].filter(Boolean).join('/')].filter(Boolean).join(' ');
  const warning = event.type === 'Warning' ? 'Warning ' : '';
  return `${subject}: ${warning}${event.reason ?? ''} ${event.message ?? ''}`.trim().replace(/\s+/g, ' ');
}
