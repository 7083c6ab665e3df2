/** A condition of RainbondCluster as its operator wrote it. A type that isn't there yet was not looked at yet. */
export type RainbondCondition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  /** The operator's words, without passwords; empty when it gave none. */
  message: string;
};

export type ComponentPod = {
  name: string;
  /** Empty until it is scheduled. */
  node: string;
  ready: boolean;
  /** As `kubectl get pods` shows it: `Running`, `ImagePullBackOff`, `Pending`, … */
  state: string;
  restarts: number;
};

/** One RbdComponent, or the operator itself under the name `rainbond-operator`. */
export type RainbondComponent = {
  name: string;
  /** How many pods its operator wants; for a component that runs on every node, as many as there are nodes for it. */
  wanted: number;
  ready: number;
  pods: ComponentPod[];
  /** Empty until a pod or the component names it. */
  image: string;
};

/** The worst first. Every kind has its texts in `messages/<language>/rainbond.json` under `causes.<kind>`. */
export const causeKinds = [
  'operator',
  'hook',
  'database',
  'dns',
  'storage',
  'claim-pending',
  'scheduling',
  'image-pull',
  'slow-pull',
  'memory',
  'pod-failed',
  'crash',
  'probe',
] as const;
export type CauseKind = (typeof causeKinds)[number];

/** What `values.variant` of each kind can be: a text each, under `causes.<kind>.<variant>`. */
export const causeVariants: Record<CauseKind, readonly string[]> = {
  operator: ['absent', 'refused', 'silent', 'condition'],
  hook: ['hook', 'job'],
  database: [
    'access-denied',
    'no-rights',
    'unknown-database',
    'host-refused',
    'too-many',
    'auth-plugin',
    'unknown-host',
    'refused',
    'unreachable',
    'broken',
    'other',
  ],
  dns: ['no-such-host', 'no-answer', 'bad-name'],
  storage: ['in-progress', 'failed', 'disk-pressure', 'host-path', 'mount-object', 'mount', 'sandbox'],
  'claim-pending': ['class-missing', 'no-class', 'no-volume', 'no-provisioner', 'failed', 'lost'],
  scheduling: [
    'node-names',
    'volume-node',
    'ports',
    'memory',
    'cpu',
    'spread',
    'claim',
    'missing-claim',
    'not-ready',
    'pressure',
    'taints',
    'too-many-pods',
    'refused',
    'other',
  ],
  'image-pull': [
    'http',
    'x509',
    'no-space',
    'rate-limit',
    'auth',
    'unknown-host',
    'refused',
    'timeout',
    'not-found',
    'bad-name',
    'never',
    'registry',
    'other',
  ],
  'slow-pull': ['pulling'],
  memory: ['limit', 'node', 'evicted', 'cluster'],
  'pod-failed': ['rejected', 'shutdown', 'lost', 'other'],
  crash: ['exit', 'signal', 'config', 'start'],
  probe: ['readiness', 'liveness', 'startup'],
};

/**
 * Why something doesn't come up, read from the objects just now: it is there as long as its sign is. `values` fill the
 * texts; `values.variant` says which of a kind's texts is meant (`not-found`, `x509`, …).
 */
export type RainbondCause = {
  kind: CauseKind;
  /** `pod rbd-system/rbd-api-…`, `claim rbd-system/…`, `condition DatabaseRegion`, … */
  subject: string;
  /** The component that doesn't come up for it; empty when it is the whole of Rainbond. */
  component: string;
  /** When the sign was first there, by the cluster's clock, milliseconds since the epoch. */
  since: number;
  values: Record<string, string | number>;
  /** The line of the API that says it, without secrets. */
  evidence: string;
};

/** Everything of Rainbond that is known just now. */
export type RainbondState = {
  /** In the operator's order. */
  conditions: RainbondCondition[];
  /** By name. */
  components: RainbondComponent[];
  /** Roots only, the worst first: what fails only because of another cause is not in it. */
  causes: RainbondCause[];
  /** `spec.installVersion` of RainbondCluster; empty before it is there. */
  version: string;
  /** The domain of applications, `spec.suffixHTTPHost`; empty before it is known. */
  suffix: string;
};
