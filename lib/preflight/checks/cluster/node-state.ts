import type { V1Node } from '@kubernetes/client-node';
import { keepingAway, taintText } from '@/lib/plan/cluster-node';
import { internalAddressOf, type PlanHost, type Role } from '@/lib/plan/schema';
import { type CheckContext, finding, notRun, type Outcome, passed } from '../../check';
import { nodeCheck, withRainbond } from './api-check';

/** What is wrong with a node that should carry load; kubelet's own words. */
const pressures = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];

const hasAny =
  (...roles: Role[]) =>
  (_context: CheckContext, host: PlanHost): boolean =>
    roles.some((role) => host.roles.includes(role));
const isNode = hasAny('control-plane', 'etcd', 'worker', 'gateway', 'build');
const carriesRainbond = (context: CheckContext, host: PlanHost): boolean =>
  withRainbond(context) && hasAny('gateway', 'build')(context, host);

/** A node that isn't there is said by cluster.nodes; here nothing is known of it. */
function onNode(nodes: readonly V1Node[], host: PlanHost, judge: (node: V1Node) => Outcome): Outcome {
  const node = nodes.find(({ metadata }) => metadata?.name === host.name);
  return node ? judge(node) : notRun('depends', { check: 'cluster.nodes' });
}

const ready = nodeCheck({
  id: 'node.ready',
  source: 'kubelet: node conditions',
  section: 'hosts',
  reads: ['nodes'],
  byHand: 'kubectl describe node NODE | sed -n "/^Conditions/,/^Addresses/p"',
  appliesTo: isNode,
  judge: ({ nodes }, _context, host) =>
    onNode(nodes, host, ({ spec, status }) => {
      const conditions = status?.conditions ?? [];
      const own = conditions.find(({ type }) => type === 'Ready');
      if (!own) return notRun('unreadable', { found: 'no condition Ready' });
      const pressed = conditions.filter((each) => pressures.includes(each.type) && each.status === 'True');
      const values = { reason: own.reason ?? '', pressures: pressed.map(({ type }) => type).join(', ') };
      if (own.status !== 'True') return finding('block', { ...values, problem: 'notReady' }, own.message);
      if (pressed.length > 0) return finding('block', { ...values, problem: 'pressure' }, pressed[0]?.message);
      if (spec?.unschedulable) return finding('warn', { ...values, problem: 'cordoned' });
      return passed({ ...values, problem: 'none' });
    }),
});

const hostname = nodeCheck({
  id: 'node.hostname',
  source: 'rainbond-operator: gateways and builds are placed by the label kubernetes.io/hostname',
  section: 'hosts',
  reads: ['nodes'],
  byHand: "kubectl get node NODE -o jsonpath='{.metadata.labels.kubernetes\\.io/hostname}'",
  appliesTo: carriesRainbond,
  judge: ({ nodes }, _context, host) =>
    onNode(nodes, host, ({ metadata }) => {
      const found = metadata?.labels?.['kubernetes.io/hostname'] ?? '';
      const values = { found, needed: host.name };
      return found === host.name ? passed(values) : finding('block', values);
    }),
});

const address = nodeCheck({
  id: 'node.address',
  source: 'node status: InternalIP',
  section: 'hosts',
  reads: ['nodes'],
  byHand: 'kubectl get node NODE -o wide',
  appliesTo: isNode,
  judge: ({ nodes }, _context, host) =>
    onNode(nodes, host, ({ status }) => {
      const own = (status?.addresses ?? []).filter(({ type }) => type === 'InternalIP').map((each) => each.address);
      const planned = internalAddressOf(host);
      const values = { found: own.join(', '), planned };
      return own.includes(planned) ? passed(values) : finding('block', values);
    }),
});

const taints = nodeCheck({
  id: 'node.taints',
  source: 'Kubernetes: taints and tolerations',
  section: 'hosts',
  reads: ['nodes'],
  byHand: "kubectl get node NODE -o jsonpath='{.spec.taints}'",
  appliesTo: (context, host) => withRainbond(context) && hasAny('worker', 'gateway', 'build')(context, host),
  judge: ({ nodes }, _context, host) =>
    onNode(nodes, host, ({ spec }) => {
      const away = keepingAway((spec?.taints ?? []).map(({ key, value = '', effect }) => ({ key, value, effect })));
      const values = { found: away.map(taintText).join(', ') };
      if (away.length === 0) return passed({ ...values, problem: 'none' });
      // Gateways and builders of 6.x tolerate everything; the rest of Rainbond and applications don't.
      return host.roles.includes('worker')
        ? finding('warn', { ...values, problem: 'worker' })
        : finding('info', { ...values, problem: 'load' });
    }),
});

/** Folder of containerd's socket, by what the node says of itself. */
export function runtimeFolderOf({ status }: V1Node): string | null {
  const { containerRuntimeVersion = '', kubeletVersion = '' } = status?.nodeInfo ?? {};
  if (!containerRuntimeVersion.startsWith('containerd://')) return null;
  // RKE2 and K3s bring a containerd of their own.
  return /\+(k3s|rke2)/.test(kubeletVersion) ? '/run/k3s/containerd' : '/run/containerd';
}

const runtime = nodeCheck({
  id: 'node.runtime',
  source: 'node status: containerRuntimeVersion; containerdRuntimePath of the chart',
  section: 'hosts',
  reads: ['nodes'],
  byHand: "kubectl get node NODE -o jsonpath='{.status.nodeInfo.containerRuntimeVersion}'",
  appliesTo: carriesRainbond,
  judge: ({ nodes }, { plan }, host) =>
    onNode(nodes, host, (node) => {
      const found = node.status?.nodeInfo?.containerRuntimeVersion ?? '';
      if (found === '') return notRun('unreadable', { found: 'status.nodeInfo' });
      const folder = runtimeFolderOf(node) ?? '';
      const values = { found, folder };
      if (folder !== '') return passed(values);
      // 5.17 also builds with Docker's daemon.
      if (plan.rainbond.kind === '5.17' && found.startsWith('docker://'))
        return passed({ ...values, folder: '/var/run/docker.sock' });
      return finding('block', values);
    }),
});

export const clusterNodes = [ready, address, hostname, taints, runtime];
