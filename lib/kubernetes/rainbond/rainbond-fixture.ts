import type {
  CoreV1Event,
  V1ContainerStatus,
  V1Job,
  V1PersistentVolumeClaim,
  V1Pod,
  V1StorageClass,
} from '@kubernetes/client-node';
import { causesOf } from './causes-of';
import { nothingYet, type RainbondCluster, type RainbondObjects, type RbdComponent } from './objects';
import { causeVariants, type RainbondCause } from './state';

/** Objects as an API server shows them, for the tests of this folder: healthy ones, changed by what a test is about. */
export const now = Date.parse('2026-11-27T12:00:00Z');
const ago = (milliseconds: number) => new Date(now - milliseconds);
export const namespace = 'rbd-system';

type Change = {
  component?: string;
  /** How long ago the pod was made, milliseconds. */
  age?: number;
  node?: string;
  phase?: string;
  ready?: boolean;
  container?: Partial<V1ContainerStatus>;
  spec?: Partial<NonNullable<V1Pod['spec']>>;
  status?: Partial<NonNullable<V1Pod['status']>>;
  image?: string;
  labels?: Record<string, string>;
};

export function pod(name: string, change: Change = {}): V1Pod {
  const component = change.component ?? name.split('-').slice(0, 2).join('-');
  const image = change.image ?? `registry.example/rainbond/${component}:v6.9.3-release`;
  const ready = change.ready ?? false;
  const node = change.node ?? 'node-1';
  return {
    metadata: {
      name,
      namespace,
      creationTimestamp: ago(change.age ?? 60_000),
      labels: { name: component, ...change.labels },
    },
    spec: { nodeName: node || undefined, containers: [{ name: component, image }], ...change.spec },
    status: {
      phase: change.phase ?? (node ? 'Running' : 'Pending'),
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: ago(change.age ?? 60_000) }],
      containerStatuses: node
        ? [
            {
              name: component,
              image,
              imageID: '',
              ready,
              restartCount: 0,
              state: { running: { startedAt: ago(change.age ?? 60_000) } },
              ...change.container,
            },
          ]
        : [],
      ...change.status,
    },
  };
}

export const waiting = (reason: string, message = ''): Partial<V1ContainerStatus> => ({
  state: { waiting: { reason, message } },
});

export const ended = (
  exitCode: number,
  change: { reason?: string; message?: string; restarts?: number; ago?: number; signal?: number } = {},
): Partial<V1ContainerStatus> => ({
  restartCount: change.restarts ?? 1,
  state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s restarting failed container' } },
  lastState: {
    terminated: {
      exitCode,
      reason: change.reason ?? 'Error',
      message: change.message,
      signal: change.signal,
      finishedAt: ago(change.ago ?? 5_000),
    },
  },
});

let number = 0;
/** `since`, `last`: how long ago it was first and last seen, milliseconds. */
export function event(
  of: string,
  reason: string,
  message: string,
  change: { since?: number; last?: number; kind?: string; container?: string } = {},
): CoreV1Event {
  const { since = 30_000, last = since, kind = 'Pod', container = '' } = change;
  number += 1;
  return {
    metadata: { name: `event-${number}`, uid: `event-${number}`, namespace, creationTimestamp: ago(since) },
    involvedObject: {
      kind,
      namespace,
      name: of,
      fieldPath: container ? `spec.containers{${container}}` : undefined,
    },
    reason,
    message,
    type: 'Warning',
    count: since === last ? 1 : 4,
    firstTimestamp: ago(since),
    lastTimestamp: ago(last),
  };
}

export function claim(
  name: string,
  { className = 'shared' as string | null, age = 60_000, phase = 'Pending', labels = {} } = {},
): V1PersistentVolumeClaim {
  return {
    metadata: { name, namespace, creationTimestamp: ago(age), labels },
    spec: { storageClassName: className ?? undefined },
    status: { phase },
  };
}

export const storageClass = (
  name: string,
  provisioner = 'rancher.io/local-path',
  isDefault = false,
): V1StorageClass => ({
  metadata: {
    name,
    annotations: isDefault ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : undefined,
  },
  provisioner,
});

export function job(name: string, { hook = '', failedAgo = 5_000, age = 20_000 } = {}): V1Job {
  return {
    metadata: {
      name,
      namespace,
      creationTimestamp: ago(age),
      annotations: hook ? { 'helm.sh/hook': hook } : undefined,
    },
    spec: {
      backoffLimit: 0,
      template: { spec: { containers: [{ name: 'check', image: 'check', args: ['check_gateway'] }] } },
    },
    status: {
      failed: 1,
      conditions: [
        {
          type: 'Failed',
          status: 'True',
          reason: 'BackoffLimitExceeded',
          message: 'Job has reached the specified backoff limit',
          lastTransitionTime: ago(failedAgo),
        },
      ],
    },
  };
}

export const passwords = { region: 'Region-pa55/word', console: 'c0nsole-secret', hub: 'hub-pa55' };

/** `since`: how long ago the condition turned, milliseconds. */
export function condition(
  type: string,
  reason: string,
  message: string,
  since = 60_000,
  status: 'True' | 'False' = 'False',
) {
  return { type, status, reason, message, lastTransitionTime: ago(since).toISOString() };
}

export function cluster(
  conditions: NonNullable<NonNullable<RainbondCluster['status']>['conditions']>,
  age = 120_000,
): RainbondCluster {
  const database = { host: '10.0.0.9', port: 3306, username: 'rainbond' };
  return {
    metadata: { name: 'rainbondcluster', namespace, creationTimestamp: ago(age) },
    spec: {
      installVersion: 'v6.9.3-release',
      suffixHTTPHost: 'apps.example',
      rainbondImageRepository: 'registry.example/rainbond',
      regionDatabase: { ...database, name: 'region', password: passwords.region },
      uiDatabase: { ...database, name: 'console', password: passwords.console },
      imageHub: { domain: 'registry.example', username: 'pull', password: passwords.hub },
    },
    status: { conditions },
  };
}

export const rbdComponent = (name: string, replicas = 1): RbdComponent => ({
  metadata: { name, namespace },
  spec: { replicas, image: `registry.example/rainbond/${name}:v6.9.3-release` },
  status: { replicas, readyReplicas: 0, pods: [] },
});

const names = ['rbd-api', 'rbd-app-ui', 'rbd-worker', 'rbd-mq', 'rbd-gateway', 'rbd-hub', 'rbd-chaos', 'minio'];

/** All of Rainbond's components and a running operator with its conditions, beside what the test gives. */
export function objects(change: Partial<RainbondObjects>): RainbondObjects {
  const operator = pod('rainbond-operator-1', { component: 'rainbond-operator', ready: true, age: 100_000 });
  return {
    ...nothingYet,
    cluster: cluster([condition('KubernetesVersion', '', '', 60_000, 'True')]),
    components: names.map((name) => rbdComponent(name)),
    classes: [storageClass('shared', 'shared.example/nfs')],
    nodes: ['node-1', 'node-2', 'node-3'].map((name) => ({ metadata: { name } })),
    ...change,
    pods: [operator, ...(change.pods ?? [])],
  };
}

export function causes(change: Partial<RainbondObjects>, at = now): RainbondCause[] {
  const found = causesOf(objects(change), at);
  // What a page has no words for must not come out of any test.
  const unknown = found.find(({ kind, values }) => !causeVariants[kind].includes(String(values.variant)));
  if (unknown) throw new Error(`${unknown.kind} ${unknown.values.variant} is not in causeVariants`);
  return found;
}

/** `kind variant` of each cause, for a table. */
export const kinds = (change: Partial<RainbondObjects>, at = now) =>
  causes(change, at).map(({ kind, values }) => `${kind} ${values.variant}`);
