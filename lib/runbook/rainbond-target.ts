import { hostsWithRole } from '@/lib/plan/schema';
import type { Context } from './context';
import { storageProved } from './external-nfs';
import { flannelImage } from './kubernetes/flannel';
import { hasZstd } from './kubernetes/packages';
import { archivesOf, chartsOf, entryAddressOf, type RainbondNode, type RainbondTarget } from './rainbond/target';
import { stepId } from './step';

/** The target of a cluster that this very runbook makes; null when the plan has no Rainbond. */
export function rainbondTarget(context: Context): RainbondTarget | null {
  const { plan, bundle, first } = context;
  const { rainbond } = plan;
  if (rainbond.kind === 'none') return null;
  const external = new Map(plan.hosts.map((host) => [host.name, host.address]));
  const nodes = context.hosts.map((host): RainbondNode => {
    const gateway = host.roles.includes('gateway');
    const build = host.roles.includes('build');
    // a control plane without another role is tainted: none of Rainbond's pods comes there
    const images = !host.controlPlane || host.worker || gateway || build;
    const address = external.get(host.name) ?? '';
    return {
      name: host.name,
      internalIP: host.address,
      externalIP: /^[0-9.]+$/.test(address) ? address : host.address,
      gateway,
      build,
      images: images
        ? {
            zstd: hasZstd(context, host),
            ctr: 'ctr -n k8s.io',
            // an uplink is shared: the cluster itself goes first
            after: [stepId('images-node', host), stepId('kubeadm-init', first)],
          }
        : null,
    };
  });
  const members = hostsWithRole(plan, 'etcd').length > 0 ? hostsWithRole(plan, 'etcd').map(({ name }) => name) : null;
  return {
    plan,
    rainbond,
    runner: { host: first.name, kubeconfig: 'admin.conf', zstd: hasZstd(context, first) },
    nodes,
    entryAddress: entryAddressOf(plan, nodes),
    domainSuffix: rainbond.domainSuffix,
    // what container-runtime sets up (its unit's default), whatever a kubelet's version string would make one guess
    containerdRuntimePath: '/run/containerd',
    charts: chartsOf(plan, bundle, first.architecture, Boolean(first.facts.tools.helm)),
    archives: archivesOf(bundle, rainbond),
    architecture: first.architecture,
    kubernetesEtcd: context.hosts
      .filter(({ name, controlPlane }) => (members ? members.includes(name) : controlPlane))
      .map(({ address }) => `${address}:2379`),
    probeImage: flannelImage(context),
    needs: [stepId('verify-nodes', first), stepId('taints-and-labels', first), ...storageProved(plan, first.name)],
  };
}
