import { kubernetesMinor } from '@/lib/plan/version';
import { finding, notRun, passed } from '../../check';
import { clusterCheck, someOf, withRainbond } from './api-check';

/** kubelet may be three minors behind the API server, and never ahead (Kubernetes' version skew policy, since 1.28; two before). */
const mostBehind = (minor: number): number => (minor >= 28 ? 3 : 2);

/** Whether the API server answers is said when it is asked (ask-cluster.ts); here it has answered. */
const reach = clusterCheck({
  id: 'api.reach',
  source: 'GET /version',
  reads: ['version'],
  byHand: 'kubectl version',
  judge: ({ version }) => passed({ code: 'answered', found: version.gitVersion }),
});

const version = clusterCheck({
  id: 'api.version',
  source: 'Kubernetes version skew policy',
  reads: ['version', 'nodes'],
  byHand: 'kubectl version; kubectl get nodes -o wide',
  judge: ({ version, nodes }, { plan }) => {
    const found = version.gitVersion;
    const minor = kubernetesMinor(found);
    if (minor === null) return notRun('unreadable', { found });
    const apart = nodes.filter(({ status }) => {
      const own = kubernetesMinor(status?.nodeInfo?.kubeletVersion ?? '');
      return own !== null && (own > minor || minor - own > mostBehind(minor));
    });
    const values = {
      found,
      planned: plan.kubernetes.version,
      nodes: someOf(apart.map(nameOf)),
      most: mostBehind(minor),
    };
    if (apart.length > 0) return finding('warn', { ...values, problem: 'skew' });
    if (plan.kubernetes.version !== found) return finding('warn', { ...values, problem: 'plan' });
    return passed({ ...values, problem: 'none' });
  },
});

const permissions = clusterCheck({
  id: 'api.permissions',
  source: 'SelfSubjectAccessReview',
  reads: ['permissions'],
  byHand: "kubectl auth can-i '*' '*' --all-namespaces\nkubectl auth can-i create clusterrolebindings",
  appliesTo: withRainbond,
  judge: ({ permissions }) => {
    const text = ({ verb, group, resource }: (typeof permissions)[number]) =>
      `${verb} ${resource}${group === '' ? '' : `.${group}`}`;
    const missing = permissions.filter(({ allowed }) => !allowed).map(text);
    const values = { found: missing.length, of: permissions.length, missing: someOf(missing) };
    if (missing.length === 0) return passed(values);
    return finding('block', values, missing.join('\n'));
  },
});

const nodes = clusterCheck({
  id: 'cluster.nodes',
  source: 'GET /api/v1/nodes',
  section: 'hosts',
  reads: ['nodes'],
  byHand: 'kubectl get nodes -o wide',
  judge: ({ nodes }, { plan }) => {
    const names = nodes.map(nameOf);
    const planned = plan.hosts
      .filter((host) => host.roles.some((role) => nodeRoles.includes(role)))
      .map(({ name }) => name);
    const gone = planned.filter((name) => !names.includes(name));
    const added = nodes
      .filter((node) => (node.metadata?.labels?.['kubernetes.io/os'] ?? 'linux') === 'linux')
      .map(nameOf)
      .filter((name) => !plan.hosts.some((host) => host.name === name));
    const values = { found: names.length, planned: planned.length, gone: someOf(gone), added: someOf(added) };
    if (gone.length > 0) return finding('block', { ...values, problem: 'gone' });
    if (added.length > 0) return finding('warn', { ...values, problem: 'added' });
    return passed({ ...values, problem: 'none' });
  },
});

const nodeRoles: readonly string[] = ['control-plane', 'etcd', 'worker', 'gateway', 'build'];
const nameOf = ({ metadata }: { metadata?: { name?: string } }): string => metadata?.name ?? '';

export const clusterAccess = [reach, version, permissions, nodes];
