import { CompileError } from '../compile-error';
import type { Context, Target } from '../context';
import { isMap, type Value } from '../document-lines';
import { type Document, mergedYamlFile, overrideDocuments } from '../overridden-file';
import type { StepFile } from '../runbook';

const apiVersion = 'kubeadm.k8s.io/v1beta4';
export const overridableKinds = [
  'InitConfiguration',
  'ClusterConfiguration',
  'JoinConfiguration',
  'KubeletConfiguration',
  'KubeProxyConfiguration',
];

/** A control plane that is not a worker keeps ordinary pods away; `[]` (not absent) means no taint at all. */
export const controlPlaneTaint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };

function nodeRegistration(host: Target): Document {
  return {
    name: host.name,
    criSocket: 'unix:///run/containerd/containerd.sock',
    imagePullPolicy: 'IfNotPresent',
    taints: host.controlPlane && !host.worker ? [controlPlaneTaint] : [],
    kubeletExtraArgs: [{ name: 'node-ip', value: host.address }],
  };
}

function clusterConfiguration({ plan, endpoint }: Context): Document {
  const { kubernetes } = plan;
  return {
    apiVersion,
    kind: 'ClusterConfiguration',
    clusterName: plan.name,
    kubernetesVersion: kubernetes.version,
    controlPlaneEndpoint: `${endpoint.address}:${endpoint.port}`,
    networking: {
      podSubnet: kubernetes.podCidr,
      serviceSubnet: kubernetes.serviceCidr,
      dnsDomain: kubernetes.clusterDomain,
    },
    apiServer: { certSANs: [endpoint.address] },
    controllerManager: { extraArgs: [{ name: 'node-cidr-mask-size', value: String(kubernetes.nodeCidrMaskSize) }] },
    etcd: { local: { dataDir: '/var/lib/etcd' } },
  };
}

/** Refuses what would silently have no effect. @throws CompileError */
function checkedOverrides({ plan }: Context): string {
  const text = plan.kubernetes.overrides.kubeadm;
  for (const { kind } of overrideDocuments(text)) {
    if (!overridableKinds.includes(String(kind))) {
      throw new CompileError('override-unknown-kind', { kind: String(kind), known: overridableKinds.join(', ') });
    }
  }
  return text;
}

/** For `kubeadm init`. Holds the token and the certificate key, so it is only ever on tmpfs. */
export function initConfig(context: Context, path: string): { file: StepFile; documents: Document[] } {
  const { first } = context;
  const documents: Document[] = [
    {
      apiVersion,
      kind: 'InitConfiguration',
      // a run's own: long enough for a run, of no use afterwards
      bootstrapTokens: [{ token: '@{secret:bootstrap-token}', ttl: '2h0m0s' }],
      certificateKey: '@{secret:certificate-key}',
      localAPIEndpoint: { advertiseAddress: first.address, bindPort: 6443 },
      nodeRegistration: nodeRegistration(first),
    },
    clusterConfiguration(context),
    { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', cgroupDriver: 'systemd' },
    { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration' },
  ];
  return mergedYamlFile(path, '0600', documents, checkedOverrides(context));
}

/** For `kubeadm join` of one host. */
export function joinConfig(context: Context, host: Target, path: string): StepFile {
  const document: Document = {
    apiVersion,
    kind: 'JoinConfiguration',
    discovery: {
      bootstrapToken: {
        token: '@{secret:bootstrap-token}',
        apiServerEndpoint: `${context.endpoint.address}:${context.endpoint.port}`,
        caCertHashes: ['sha256:@{output:ca-cert-hash}'],
      },
    },
    nodeRegistration: nodeRegistration(host),
    ...(host.controlPlane
      ? {
          controlPlane: {
            certificateKey: '@{secret:certificate-key}',
            localAPIEndpoint: { advertiseAddress: host.address, bindPort: 6443 },
          },
        }
      : {}),
  };
  return mergedYamlFile(path, '0600', [document], checkedOverrides(context)).file;
}

/** Where etcd keeps its data once overrides are merged. */
export function etcdDataDir(context: Context): string {
  const at = (value: Value | undefined, key: string) => (isMap(value) ? value[key] : undefined);
  const cluster = initConfig(context, '/').documents.find(({ kind }) => kind === 'ClusterConfiguration');
  const found = at(at(at(cluster, 'etcd'), 'local'), 'dataDir');
  return typeof found === 'string' ? found : '/var/lib/etcd';
}
