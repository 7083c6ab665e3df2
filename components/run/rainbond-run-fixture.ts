import type { RainbondCause, RainbondComponent, RainbondState } from '@/lib/kubernetes/rainbond/state';

/** Rainbond in the middle of coming up, as the watch gives it; changed by what a test is about. */
export function rainbondView(change: Partial<RainbondState> = {}): RainbondState {
  const image = (name: string) => `registry.example/rainbond/${name}:v6.9.3-release`;
  const component = (name: string, nodes: string[], ready = nodes.length, state = 'Running'): RainbondComponent => ({
    name,
    wanted: Math.max(nodes.length, 1),
    ready,
    pods: nodes.map((node, index) => ({
      name: `${name}-${index}`,
      node,
      ready: index < ready,
      state: index < ready ? 'Ready' : state,
      restarts: 0,
    })),
    image: image(name),
  });
  const condition = (type: string, status: 'True' | 'False', reason = '', message = '') => ({
    type,
    status,
    reason,
    message,
  });
  return {
    version: 'v6.9.3-release',
    suffix: 'apps.example',
    conditions: [
      condition('DatabaseRegion', 'True'),
      condition('DatabaseConsole', 'True'),
      condition('KubernetesVersion', 'True'),
      condition('Storage', 'False', 'InProgress', 'precheck for Storage is in progress'),
      condition('DNS', 'True'),
      condition('Memory', 'True'),
      condition('Running', 'False', 'RbdComponentNotReady', 'RbdComponent(rbd-api) not ready'),
    ],
    components: [
      component('rainbond-operator', ['node-1']),
      component('minio', ['node-2']),
      component('rbd-api', ['node-1', 'node-3'], 0, 'ImagePullBackOff'),
      component('rbd-app-ui', ['node-1', 'node-2'], 1),
      component('rbd-chaos', ['node-1', 'node-2', 'node-3'], 2, 'ContainerCreating'),
      component('rbd-gateway', ['node-1', 'node-2', 'node-3']),
      component('rbd-hub', ['node-2', 'node-3']),
      component('rbd-monitor', []),
      component('rbd-mq', ['node-3']),
      component('rbd-worker', ['node-2', 'node-3'], 0, 'ContainerCreating'),
    ],
    causes: [],
    ...change,
  };
}

export function rainbondCauses(at: number): Record<'x509' | 'slow' | 'database', RainbondCause> {
  const image = 'registry.example/rainbond/rbd-api:v6.9.3-release';
  return {
    database: {
      kind: 'database',
      subject: 'condition DatabaseRegion',
      component: '',
      since: at - 65_000,
      values: {
        variant: 'access-denied',
        which: 'region',
        host: '10.0.0.9',
        port: 3306,
        user: 'rainbond',
        database: 'region',
        from: '10.244.0.7',
        affected: 'rbd-api, rbd-worker',
        affectedCount: 2,
      },
      evidence:
        "DatabaseRegion False DatabaseFailed: Error 1045 (28000): Access denied for user 'rainbond'@'10.244.0.7' (using password: YES)",
    },
    x509: {
      kind: 'image-pull',
      subject: 'pod rbd-system/rbd-api-0',
      component: 'rbd-api',
      since: at - 42_000,
      values: { variant: 'x509', image, registry: 'registry.example', node: 'node-1', affected: '', affectedCount: 0 },
      evidence: `Failed to pull image "${image}": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    },
    slow: {
      kind: 'slow-pull',
      subject: 'pod rbd-system/rbd-chaos-2',
      component: 'rbd-chaos',
      since: at - 95_000,
      values: {
        variant: 'pulling',
        image: 'registry.example/rainbond/rbd-chaos:v6.9.3-release',
        registry: 'registry.example',
        node: 'node-3',
        affected: '',
        affectedCount: 0,
      },
      evidence: 'Pulling image "registry.example/rainbond/rbd-chaos:v6.9.3-release"',
    },
  };
}
