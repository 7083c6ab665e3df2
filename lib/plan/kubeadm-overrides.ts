import { isMap, LineCounter, parseAllDocuments } from 'yaml';
import { yamlErrorText } from './yaml-error';

/** `problem` is a key that ICU can select on; what doesn't apply is ''. */
export type OverrideProblem = {
  problem: 'syntax' | 'notAMap' | 'kind' | 'apiVersion' | 'repeated' | 'owned';
  /** 1-based, in the whole text. */
  line: number;
  /** For `owned`: `ClusterConfiguration.networking.podSubnet`. */
  field: string;
  found: string;
  expected: string;
};

/** Documents that kubeadm reads, with the versions that it writes since Kubernetes 1.31. */
const apiVersions: Record<string, string> = {
  InitConfiguration: 'kubeadm.k8s.io/v1beta4',
  ClusterConfiguration: 'kubeadm.k8s.io/v1beta4',
  JoinConfiguration: 'kubeadm.k8s.io/v1beta4',
  KubeletConfiguration: 'kubelet.config.k8s.io/v1beta1',
  KubeProxyConfiguration: 'kubeproxy.config.k8s.io/v1alpha1',
};

/** `expected` of a field that nobody sets: the engine makes it for each run. */
const runSecret = 'none';

/** Fields that come from the plan's own fields, differ by host, or are secrets of the run; and where to set them instead. */
const owned: Record<string, Record<string, string>> = {
  InitConfiguration: {
    bootstrapTokens: runSecret,
    certificateKey: runSecret,
    localAPIEndpoint: 'hosts.internalAddress',
    'nodeRegistration.name': 'hosts.name',
  },
  ClusterConfiguration: {
    controlPlaneEndpoint: 'entry.api',
    kubernetesVersion: 'kubernetes.version',
    'networking.podSubnet': 'kubernetes.podCidr',
    'networking.serviceSubnet': 'kubernetes.serviceCidr',
    'networking.dnsDomain': 'kubernetes.clusterDomain',
    'etcd.external': 'etcd',
  },
  JoinConfiguration: {
    discovery: runSecret,
    'controlPlane.certificateKey': runSecret,
    'controlPlane.localAPIEndpoint': 'hosts.internalAddress',
    'nodeRegistration.name': 'hosts.name',
  },
  KubeletConfiguration: { clusterDomain: 'kubernetes.clusterDomain' },
  KubeProxyConfiguration: { clusterCIDR: 'kubernetes.podCidr' },
};

/** Everything in the kubeadm override that can't be merged into what is generated. */
export function kubeadmOverrideProblems(text: string): OverrideProblem[] {
  const lines = new LineCounter();
  const seen = new Set<string>();
  const problems: OverrideProblem[] = [];
  const say = (problem: OverrideProblem['problem'], offset: number, values: Partial<OverrideProblem> = {}) =>
    problems.push({ problem, line: lines.linePos(offset).line, field: '', found: '', expected: '', ...values });

  for (const document of documentsOf(text, lines)) {
    const start = document.contents?.range?.[0] ?? document.range[0];
    if (document.errors.length > 0) {
      for (const error of document.errors) say('syntax', error.pos[0], { found: yamlErrorText(error.message) });
      continue;
    }
    if (document.contents === null) continue;
    if (!isMap(document.contents)) {
      say('notAMap', start, { found: String(document.contents).trim().slice(0, 60) });
      continue;
    }
    const kind = String(document.get('kind') ?? '');
    const expected = apiVersions[kind];
    const offsetOf = (path: string[]) => (document.getIn(path, true) as { range?: number[] } | undefined)?.range?.[0];
    if (expected === undefined) {
      say('kind', offsetOf(['kind']) ?? start, { found: kind, expected: Object.keys(apiVersions).join(', ') });
      continue;
    }
    const apiVersion = String(document.get('apiVersion') ?? '');
    if (apiVersion !== expected)
      say('apiVersion', offsetOf(['apiVersion']) ?? start, { field: kind, found: apiVersion, expected });
    if (seen.has(kind)) say('repeated', offsetOf(['kind']) ?? start, { found: kind });
    seen.add(kind);
    for (const [field, instead] of Object.entries(owned[kind] ?? {})) {
      const path = field.split('.');
      if (document.hasIn(path)) say('owned', offsetOf(path) ?? start, { field: `${kind}.${field}`, expected: instead });
    }
  }
  return problems;
}

/** The override's KubeletConfiguration, {} when it has none or can't be read. */
export function overriddenKubelet(text: string): Record<string, unknown> {
  return overridden(text, 'KubeletConfiguration');
}

/** The override's KubeProxyConfiguration, {} when it has none or can't be read. */
export function overriddenKubeProxy(text: string): Record<string, unknown> {
  return overridden(text, 'KubeProxyConfiguration');
}

/** The override's ClusterConfiguration, {} when it has none or can't be read. */
export function overriddenCluster(text: string): Record<string, unknown> {
  return overridden(text, 'ClusterConfiguration');
}

function overridden(text: string, kind: string): Record<string, unknown> {
  for (const document of documentsOf(text, new LineCounter())) {
    if (document.errors.length > 0 || !isMap(document.contents)) continue;
    if (document.get('kind') === kind) return document.toJS() as Record<string, unknown>;
  }
  return {};
}

function documentsOf(text: string, lineCounter: LineCounter) {
  const parsed = parseAllDocuments(text, { lineCounter });
  return Array.isArray(parsed) ? parsed : [];
}
