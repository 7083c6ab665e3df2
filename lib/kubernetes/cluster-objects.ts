import type { V1Node, V1PersistentVolumeClaim, V1Pod, V1StorageClass } from '@kubernetes/client-node';
import { nodeReady, podReady } from './cluster-state';
import type { ClaimReading, NodeReading, ObjectsReading } from './objects-reading';
import { amount, podRequests, type Requests } from './pod-requests';

/** What is kept of a pod: a big cluster has thousands. */
type PodSeen = Requests & {
  node: string;
  ready: boolean;
  over: boolean;
  scheduler: boolean;
  /** `namespace/name` of each. */
  claims: string[];
};

/** The class that a claim was made for, before the field came: claims of old charts have it still. */
const classAnnotation = 'volume.beta.kubernetes.io/storage-class';
/** Where the scheduler wants the volume of a class that keeps volumes on nodes. */
const nodeAnnotation = 'volume.kubernetes.io/selected-node';
const controlPlaneLabel = 'node-role.kubernetes.io/control-plane';

const keyOf = (object: { metadata?: { namespace?: string | undefined; name?: string | undefined } | undefined }) =>
  `${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;

/** What is known of a cluster's nodes, pods and claims; each object may be shown again and again. */
export class ClusterObjects {
  readonly #nodes = new Map<string, V1Node>();
  readonly #pods = new Map<string, PodSeen>();
  readonly #claims = new Map<string, Omit<ClaimReading, 'wanted'>>();
  readonly #classes = new Map<string, { name: string; provisioner: string }>();

  node(node: V1Node): void {
    this.#nodes.set(keyOf(node), node);
  }
  nodeGone(node: V1Node): void {
    this.#nodes.delete(keyOf(node));
  }
  pod(pod: V1Pod): void {
    this.#pods.set(keyOf(pod), podSeen(pod));
  }
  podGone(pod: V1Pod): void {
    this.#pods.delete(keyOf(pod));
  }
  claim(claim: V1PersistentVolumeClaim): void {
    this.#claims.set(keyOf(claim), claimSeen(claim));
  }
  claimGone(claim: V1PersistentVolumeClaim): void {
    this.#claims.delete(keyOf(claim));
  }
  storageClass(one: V1StorageClass): void {
    this.#classes.set(keyOf(one), { name: one.metadata?.name ?? '', provisioner: one.provisioner });
  }
  storageClassGone(one: V1StorageClass): void {
    this.#classes.delete(keyOf(one));
  }

  reading(): ObjectsReading {
    const pods = [...this.#pods.values()].filter(({ over }) => !over);
    const on = Map.groupBy(pods, ({ node }) => node);
    const wanted = new Set(pods.flatMap(({ claims }) => claims));
    const withClaims = pods.filter(({ claims }) => claims.length > 0);
    const schedulers = pods.filter(({ scheduler }) => scheduler);
    const count = (of: PodSeen[]) => ({ ready: of.filter(({ ready }) => ready).length, of: of.length });
    return {
      nodes: [...this.#nodes.values()]
        .map((node) => nodeReading(node, on.get(node.metadata?.name ?? '') ?? []))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
      claims: [...this.#claims].map(([key, claim]) => ({ ...claim, wanted: wanted.has(key) })),
      classes: [...this.#classes.values()],
      withClaims: count(withClaims),
      schedulers: count(schedulers),
    };
  }
}

function podSeen(pod: V1Pod): PodSeen {
  const { metadata, spec, status } = pod;
  const claims = (spec?.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
    if (persistentVolumeClaim) return [persistentVolumeClaim.claimName];
    return ephemeral ? [`${metadata?.name}-${name}`] : [];
  });
  return {
    ...podRequests(pod),
    node: spec?.nodeName ?? '',
    ready: podReady(pod),
    over: status?.phase === 'Succeeded' || status?.phase === 'Failed',
    scheduler: metadata?.namespace === 'kube-system' && metadata.labels?.component === 'kube-scheduler',
    claims: claims.map((name) => `${metadata?.namespace ?? ''}/${name}`),
  };
}

function claimSeen({ metadata, spec, status }: V1PersistentVolumeClaim): Omit<ClaimReading, 'wanted'> {
  const annotations = metadata?.annotations ?? {};
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    storageClass: spec?.storageClassName ?? annotations[classAnnotation] ?? '',
    bound: status?.phase === 'Bound',
    node: annotations[nodeAnnotation] ?? '',
  };
}

function nodeReading(node: V1Node, pods: PodSeen[]): NodeReading {
  const { metadata, spec, status } = node;
  const allocatable = status?.allocatable ?? {};
  const sum = (what: keyof Requests) => pods.reduce((total, pod) => total + pod[what], 0);
  // What the node controller sets by itself tells of its readiness, which is told already.
  const forbids = (spec?.taints ?? []).some(
    ({ key, effect }) => effect !== 'PreferNoSchedule' && !key.startsWith('node.kubernetes.io/'),
  );
  return {
    name: metadata?.name ?? '',
    address: status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '',
    ready: nodeReady(node),
    schedulable: !spec?.unschedulable && !forbids,
    version: status?.nodeInfo?.kubeletVersion ?? '',
    controlPlane: metadata?.labels?.[controlPlaneLabel] !== undefined,
    cpu: { asked: sum('cpu'), of: amount(allocatable.cpu) },
    memory: { asked: sum('memory'), of: amount(allocatable.memory) },
    pods: pods.length,
    pressures: (status?.conditions ?? [])
      .filter((condition) => condition.type.endsWith('Pressure') && condition.status === 'True')
      .map(({ type }) => type),
  };
}
