import type { CoreV1Event, V1ContainerState, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { eventAt } from '../cluster-state';
import { operatorName, type RainbondObjects, timeOf } from './objects';
import type { CauseKind } from './state';
import { cleaner, secretsOf } from './without-secrets';

/** A sign before it is known whether it is a root: what finders give. */
export type Sign = {
  kind: CauseKind;
  /** Which of the kind's texts is meant. */
  variant: string;
  subject: string;
  component: string;
  since: number;
  values: Record<string, string | number>;
  /** The API's own words; where it has none, its fields and their values: this is read in every language. */
  evidence: string;
  /** Signs with the same kind, variant and this are one cause. */
  same: string;
  /** Names of claims, for claim-pending and for a pod that waits for them. */
  claims?: string[];
};

/** The objects at one moment, with what every finder asks of them. */
export class Look {
  readonly objects: RainbondObjects;
  readonly now: number;
  /** A line of the API without secrets. */
  readonly clean: (text: string) => string;
  readonly #events: Map<string, CoreV1Event[]>;
  readonly #names: Set<string>;

  constructor(objects: RainbondObjects, now: number) {
    this.objects = objects;
    this.now = now;
    this.clean = cleaner(secretsOf(objects));
    this.#names = new Set(objects.components.map((component) => component.metadata?.name ?? ''));
    this.#events = Map.groupBy(
      objects.events.toSorted((a, b) => eventAt(a) - eventAt(b)),
      ({ involvedObject: { kind, name } }) => `${kind}/${name}`,
    );
  }

  /** Oldest first. */
  eventsOf(kind: string, name: string | undefined, ...reasons: string[]): CoreV1Event[] {
    return (this.#events.get(`${kind}/${name}`) ?? []).filter((event) => reasons.includes(event.reason ?? ''));
  }

  /** Name of the RbdComponent that the pod is of; `rainbond-operator` for the operator's; else what the pod is called. */
  componentOf(pod: V1Pod): string {
    const labels = pod.metadata?.labels ?? {};
    const name = labels.name ?? labels.app ?? '';
    if (this.#names.has(name)) return name;
    if (isOperator(pod)) return operatorName;
    const job = jobOf(pod);
    const own = job ?? name;
    return [...this.#names].find((known) => known !== '' && own.startsWith(`${known}-`)) ?? own ?? '';
  }
}

/** By the chart's label; its name is a value of the chart, which nobody has a reason to change. */
export function isOperator(pod: V1Pod): boolean {
  const labels = pod.metadata?.labels ?? {};
  return (
    labels['control-plane'] !== undefined || labels.name === operatorName || nameOf(pod).startsWith(`${operatorName}-`)
  );
}

/** Name of the Job that made the pod; undefined when none did. */
export function jobOf(pod: V1Pod): string | undefined {
  const labels = pod.metadata?.labels ?? {};
  return labels['batch.kubernetes.io/job-name'] ?? labels['job-name'];
}

/** A pod that kubelet never starts again, whatever its containers' last states say. */
export const isDead = ({ status }: V1Pod) => status?.phase === 'Failed' || status?.reason === 'NodeLost';

export const nameOf = (object: { metadata?: { name?: string } }) => object.metadata?.name ?? '';

export const statusesOf = (pod: V1Pod): V1ContainerStatus[] => [
  ...(pod.status?.initContainerStatuses ?? []),
  ...(pod.status?.containerStatuses ?? []),
];

/** How the container ended last; null when it never did. */
export const lastEnd = ({ state, lastState }: V1ContainerStatus): NonNullable<V1ContainerState['terminated']> | null =>
  state?.terminated ?? lastState?.terminated ?? null;

/** When it was first seen, while `eventAt` says when last. */
export function firstSeen(event: CoreV1Event): number {
  return timeOf(event.firstTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp) || eventAt(event);
}

export const createdAt = (object: { metadata?: { creationTimestamp?: Date } }) =>
  timeOf(object.metadata?.creationTimestamp);
