import type { V1Pod } from '@kubernetes/client-node';
import { podReady, podState } from '../cluster-state';
import { causesOf } from './causes-of';
import { isOperator, Look, nameOf, statusesOf } from './look';
import { operatorName, type RainbondObjects, type RbdComponent } from './objects';
import type { ComponentPod, RainbondComponent, RainbondState } from './state';

/** All that is known of Rainbond at `now`; null while nothing of it is there. */
export function rainbondState(objects: RainbondObjects, now: number): RainbondState | null {
  const { cluster, components, pods, jobs } = objects;
  if (!cluster && components.length === 0 && pods.length === 0 && jobs.length === 0) return null;
  const { clean } = new Look(objects, now);
  return {
    conditions: (cluster?.status?.conditions ?? []).map(({ type, status, reason = '', message = '' }) => ({
      type,
      status,
      reason,
      message: clean(message),
    })),
    components: [
      ...operatorOf(pods),
      ...components.map((component) => componentOf(component, pods)).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ],
    causes: causesOf(objects, now),
    version: cluster?.spec?.installVersion ?? '',
    suffix: cluster?.spec?.suffixHTTPHost ?? '',
  };
}

/** The operator is no RbdComponent, and everything hangs on it: it stands first. */
function operatorOf(pods: V1Pod[]): RainbondComponent[] {
  const own = pods.filter((pod) => isOperator(pod) && isShown(pod));
  return own.length === 0 ? [] : [withPods({ name: operatorName, wanted: 1, image: '' }, own)];
}

function componentOf(component: RbdComponent, pods: V1Pod[]): RainbondComponent {
  const name = nameOf(component);
  const named = new Set(component.status?.pods?.map((pod) => pod.name));
  const own = pods.filter(
    (pod) => (pod.metadata?.labels?.name === name || named.has(nameOf(pod))) && !isOperator(pod) && isShown(pod),
  );
  const { replicas, readyReplicas = 0 } = component.status ?? {};
  const wanted = replicas ?? component.spec?.replicas ?? 1;
  const shown = withPods({ name, wanted, image: component.spec?.image ?? '' }, own);
  // The operator stops looking once a component was ready: pods know better. Without any, its word is all there is.
  return own.length === 0 && named.size > 0 ? { ...shown, ready: readyReplicas } : shown;
}

function withPods(component: Pick<RainbondComponent, 'name' | 'wanted' | 'image'>, pods: V1Pod[]): RainbondComponent {
  const shown = pods.map(podOf).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...component,
    ready: shown.filter(({ ready }) => ready).length,
    pods: shown,
    image: component.image || (pods[0]?.spec?.containers[0]?.image ?? ''),
  };
}

function podOf(pod: V1Pod): ComponentPod {
  return {
    name: nameOf(pod),
    node: pod.spec?.nodeName ?? '',
    ready: podReady(pod),
    state: pod.status?.reason === 'Evicted' ? 'Evicted' : podState(pod),
    restarts: statusesOf(pod).reduce((sum, { restartCount }) => sum + restartCount, 0),
  };
}

/** Pods that are gone or done, and those that are going, aren't the component's any more. */
const isShown = (pod: V1Pod) => pod.status?.phase !== 'Succeeded' && !pod.metadata?.deletionTimestamp;
