import type {
  CoreV1Event,
  V1Job,
  V1Node,
  V1ObjectMeta,
  V1PersistentVolumeClaim,
  V1Pod,
  V1StorageClass,
} from '@kubernetes/client-node';

export const rainbondNamespace = 'rbd-system';
export const operatorName = 'rainbond-operator';

/** Of `rainbond.io/v1alpha1`, 5.17 and 6.x alike: the parts that are read here. A time is RFC 3339. */
export type RainbondCluster = {
  metadata?: V1ObjectMeta;
  spec?: {
    installVersion?: string;
    suffixHTTPHost?: string;
    rainbondImageRepository?: string;
    regionDatabase?: { host?: string; port?: number; username?: string; password?: string; name?: string };
    uiDatabase?: { host?: string; port?: number; username?: string; password?: string; name?: string };
    imageHub?: { domain?: string; namespace?: string; username?: string; password?: string };
  };
  status?: {
    conditions?: {
      type: string;
      status: 'True' | 'False' | 'Unknown';
      reason?: string;
      message?: string;
      lastTransitionTime?: string;
    }[];
  };
};

export type RbdComponent = {
  metadata?: V1ObjectMeta;
  spec?: { replicas?: number; image?: string };
  status?: {
    /** Wanted, not running: what the operator decided for this component. */
    replicas?: number;
    readyReplicas?: number;
    pods?: { name?: string }[];
  };
};

/** What the API showed of Rainbond: namespace `rbd-system`, and the cluster's classes and nodes. */
export type RainbondObjects = {
  cluster: RainbondCluster | null;
  components: RbdComponent[];
  pods: V1Pod[];
  events: CoreV1Event[];
  claims: V1PersistentVolumeClaim[];
  jobs: V1Job[];
  /** null: not listed yet, so that a class can't be said to be missing. */
  classes: V1StorageClass[] | null;
  nodes: V1Node[];
  /** What containers said last before they failed, by `containerKey`, '' for silence; null: nobody reads logs. */
  lastWords: ReadonlyMap<string, string> | null;
};

export const nothingYet: RainbondObjects = {
  cluster: null,
  components: [],
  pods: [],
  events: [],
  claims: [],
  jobs: [],
  classes: null,
  nodes: [],
  lastWords: null,
};

/** The API's times are dates in a list and text in a watch. Milliseconds since the epoch; 0 when there is none. */
export function timeOf(time: Date | string | undefined | null): number {
  const at = time ? new Date(time).getTime() : 0;
  return Number.isNaN(at) ? 0 : at;
}
