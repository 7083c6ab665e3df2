import type { BundleIndex } from '@/lib/plan/bundle-index';
import type { FactsByHost } from '@/lib/plan/facts';
import { hostsWithRole, internalAddressOf, type Plan, type Rainbond } from '@/lib/plan/schema';
import { runnerOf } from '@/lib/plan/ssh-hosts';
import { CompileError } from './compile-error';
import { storageProved } from './external-nfs';
import { archivesOf, chartsOf, entryAddressOf, type RainbondNode, type RainbondTarget } from './rainbond/target';

/** RKE2 and K3s bring a containerd of their own; every other distribution's is where containerd puts it. */
export function runtimeFolderOf(version: string): string {
  return /\+(rke2|k3s)/.test(version) ? '/run/k3s/containerd' : '/run/containerd';
}

/** Their `ctr` is no program of the host's PATH. */
const ctrOf = (version: string): string =>
  /\+rke2/.test(version)
    ? '/var/lib/rancher/rke2/bin/ctr --address /run/k3s/containerd/containerd.sock -n k8s.io'
    : /\+k3s/.test(version)
      ? 'k3s ctr -n k8s.io'
      : 'ctr -n k8s.io';

/**
 * For probes where nodes have nothing better: Rainbond's image registry, Alpine with BusyBox, so that it has `sh` and `nc`, and every node that can
 * run Rainbond can pull it. The bundle's where it has one.
 */
function probeImageOf({ imageRepository }: Rainbond, tags: readonly string[]): string {
  return tags.find((tag) => /(^|\/)registry:[^/]+$/.test(tag)) ?? `${imageRepository}/registry:2.6.2`;
}

/**
 * The target of a cluster that exists: its nodes are the plan's hosts, steps run on the host that was chosen for helm, and `kubectl` is let in by the
 * sealed kubeconfig. Images of a bundle go to nodes that were looked at by SSH; the others pull them.
 *
 * @throws CompileError `no-runner`, `facts-missing`, `no-rainbond`
 */
export function existingTarget(plan: Plan, facts: FactsByHost, bundle: BundleIndex): RainbondTarget {
  const { rainbond, kubernetes } = plan;
  if (rainbond.kind === 'none') throw new CompileError('no-rainbond', {});
  const runner = runnerOf(plan);
  if (!runner) throw new CompileError('no-runner', {});
  const known = facts[runner.name];
  if (!known) throw new CompileError('facts-missing', { host: runner.name });
  const archives = archivesOf(bundle, rainbond);
  const carries = (roles: readonly string[]) => ['worker', 'gateway', 'build'].some((role) => roles.includes(role));
  const hasZstd = (name: string) => facts[name]?.tools.zstd !== undefined;
  const nodes = plan.hosts
    .filter(({ roles }) => carries(roles) || roles.includes('control-plane'))
    .map(
      (host): RainbondNode => ({
        name: host.name,
        internalIP: internalAddressOf(host),
        externalIP: /^[0-9.]+$/.test(host.address) ? host.address : internalAddressOf(host),
        gateway: host.roles.includes('gateway'),
        build: host.roles.includes('build'),
        images:
          carries(host.roles) && facts[host.name] !== undefined && host.ssh.credential !== ''
            ? { zstd: hasZstd(host.name), ctr: ctrOf(kubernetes.version), after: [] }
            : null,
      }),
    );
  return {
    plan,
    rainbond,
    runner: { host: runner.name, kubeconfig: 'secret', zstd: hasZstd(runner.name) },
    nodes,
    entryAddress: entryAddressOf(plan, nodes),
    domainSuffix: rainbond.domainSuffix,
    containerdRuntimePath: runtimeFolderOf(kubernetes.version),
    // A node that somebody else made may well have helm.
    charts: chartsOf(plan, bundle, known.architecture, known.tools.helm !== ''),
    archives,
    architecture: known.architecture,
    kubernetesEtcd: hostsWithRole(plan, 'etcd').map((host) => `${internalAddressOf(host)}:2379`),
    probeImage: probeImageOf(
      rainbond,
      archives.flatMap(({ tags }) => tags),
    ),
    needs: storageProved(plan, runner.name),
  };
}
