import type { FakeApi } from '@/lib/kubernetes/fake-api';
import { internalAddressOf, type Plan } from '@/lib/plan/schema';

const gib = 2 ** 30;
const hostPath = (kind: string) => `/api/v1/namespaces/${kind}`;

/** Where the fake API has what is watched of a cluster. */
export const paths = {
  nodes: '/api/v1/nodes',
  pods: '/api/v1/pods',
  claims: '/api/v1/persistentvolumeclaims',
  classes: '/apis/storage.k8s.io/v1/storageclasses',
  systemPods: `${hostPath('kube-system')}/pods`,
  rainbondPods: `${hostPath('rbd-system')}/pods`,
  clusters: '/apis/rainbond.io/v1alpha1/namespaces/rbd-system/rainbondclusters',
  components: '/apis/rainbond.io/v1alpha1/namespaces/rbd-system/rbdcomponents',
};

export function fakeNode(plan: Plan, index: number, ready: 'True' | 'False' | 'Unknown' = 'True') {
  const host = plan.hosts[index];
  if (!host) throw new Error(`the plan has no host ${index}`);
  const labels = host.roles.includes('control-plane') ? { 'node-role.kubernetes.io/control-plane': '' } : {};
  return {
    metadata: { name: host.name, labels },
    spec: {},
    status: {
      addresses: [{ type: 'InternalIP', address: internalAddressOf(host) }],
      allocatable: { cpu: '8', memory: '16Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: ready }],
      nodeInfo: { kubeletVersion: 'v1.36.3' },
    },
  };
}

type PodOptions = {
  namespace: string;
  node: string;
  cpu?: string;
  memory?: string;
  labels?: object;
  claim?: string;
  ready?: boolean;
};

export function fakePod(name: string, options: PodOptions) {
  const { namespace, node, cpu = '100m', memory = '128Mi', labels = {}, claim, ready = true } = options;
  return {
    metadata: { name, namespace, labels },
    spec: {
      nodeName: node,
      containers: [{ name: 'main', resources: { requests: { cpu, memory } } }],
      volumes: claim ? [{ name: 'data', persistentVolumeClaim: { claimName: claim } }] : [],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [{ name: 'main', restartCount: 0, state: { running: {} } }],
    },
  };
}

/** Components of Rainbond 6.x and on how many hosts each runs in the sample. */
const components: Record<string, number> = {
  'rbd-gateway': 3,
  'rbd-hub': 2,
  'rbd-api': 2,
  'rbd-app-ui': 2,
  'rbd-chaos': 3,
  'rbd-worker': 2,
  'rbd-mq': 1,
  'rbd-monitor': 1,
};

/** A cluster of the plan in which all is well; Rainbond is in it where the plan has it. */
export function fillCluster(api: FakeApi, plan: Plan): void {
  const nodes = plan.hosts.map(({ name }) => name);
  const pods: ReturnType<typeof fakePod>[] = [];
  plan.hosts.forEach((_, index) => {
    api.list(paths.nodes, fakeNode(plan, index));
  });
  nodes.forEach((node, index) => {
    const system = { namespace: 'kube-system', node };
    pods.push(
      fakePod(`kube-scheduler-${node}`, { ...system, labels: { component: 'kube-scheduler' } }),
      fakePod(`etcd-${node}`, { ...system, labels: { component: 'etcd' } }),
      fakePod(`work-${index}`, { namespace: 'default', node, cpu: `${4 + index * 0.4}`, memory: `${9 - index}Gi` }),
    );
    const fs = { usedBytes: (36 + index * 12) * gib, capacityBytes: 100 * gib };
    api.answer(`/api/v1/nodes/${node}/proxy/stats/summary`, { node: { fs } });
  });
  api.answer('/readyz', 'ok');
  api
    .list(paths.claims)
    .list(paths.classes, { metadata: { name: 'local-path' }, ...{ provisioner: 'rancher.io/local-path' } });
  for (const at of [`${hostPath('kube-system')}/events`, `${hostPath('rbd-system')}/events`]) api.list(at);
  api.list(paths.rainbondPods);
  if (plan.rainbond.kind !== 'none') fillRainbond(api, plan, pods);
  for (const pod of pods) {
    api.list(paths.pods, pod);
    if (pod.metadata.namespace !== 'default') api.list(`${hostPath(pod.metadata.namespace)}/pods`, pod);
  }
}

function fillRainbond(api: FakeApi, plan: Plan, pods: ReturnType<typeof fakePod>[]): void {
  const nodes = plan.hosts.map(({ name }) => name);
  const named = (name: string, rest: object) => ({ metadata: { name, namespace: 'rbd-system' }, ...rest });
  const types = [
    'DatabaseRegion',
    'DatabaseConsole',
    'ImageRepository',
    'KubernetesVersion',
    'Storage',
    'DNS',
    'Running',
  ];
  api.list(
    paths.clusters,
    named('rainbondcluster', {
      spec: { installVersion: 'v6.9.3-release', suffixHTTPHost: 'apps.example.test' },
      status: { conditions: types.map((type) => ({ type, status: 'True' })) },
    }),
  );
  for (const [name, wanted] of Object.entries(components)) {
    api.list(
      paths.components,
      named(name, { spec: { replicas: wanted }, status: { replicas: wanted, readyReplicas: wanted } }),
    );
    for (let index = 0; index < wanted; index++)
      pods.push(
        fakePod(`${name}-${index}`, {
          namespace: 'rbd-system',
          node: nodes[index % nodes.length] ?? '',
          labels: { name },
          ...(name === 'rbd-monitor' ? { claim: 'rbd-monitor' } : {}),
        }),
      );
  }
  const labels = { 'control-plane': 'rainbond-operator' };
  pods.push(fakePod('rainbond-operator-0', { namespace: 'rbd-system', node: nodes[0] ?? '', labels }));
  const claim = (name: string, storageClassName: string, node: string) => ({
    metadata: { name, namespace: 'rbd-system', annotations: { 'volume.kubernetes.io/selected-node': node } },
    spec: { storageClassName },
    status: { phase: 'Bound' },
  });
  for (const one of [claim('rbd-app-ui-data', 'nfs-client', ''), claim('rbd-monitor', 'local-path', nodes[0] ?? '')]) {
    api.list(paths.claims, one);
    api.list(`${hostPath('rbd-system')}/persistentvolumeclaims`, one);
  }
  api.list(paths.classes, { metadata: { name: 'nfs-client' }, ...{ provisioner: 'cluster.local/nfs-client' } });
  api.list('/apis/batch/v1/namespaces/rbd-system/jobs');
  api.answer(hostPath('rbd-system'), {});
  api.list(`${hostPath('rbd-system')}/secrets`, named('sh.helm.release.v1.rainbond.v2', {}));
  const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const name of ['rbdcomponents.rainbond.io', 'rainbondclusters.rainbond.io', 'ciliumnodes.cilium.io'])
    api.list(crds, { metadata: { name } });
  const regionConfig = {
    data: { apiAddress: 'https://198.51.100.101:8443', defaultDomainSuffix: 'apps.example.test' },
    binaryData: { 'client.key.pem': Buffer.from('a region key\n').toString('base64') },
  };
  api.answer('/api/v1/namespaces/rbd-system/configmaps/region-config', regionConfig);
}
