import type { BundleIndex } from '@/lib/plan/bundle-index';
import { type ChartSource, chartSourceOf } from '@/lib/plan/chart-source';
import type { Plan, Rainbond } from '@/lib/plan/schema';
import { type BundleFile, findFile, type ImageArchive, imageArchives, isRainbondArchive } from '../artifacts';
import { CompileError } from '../compile-error';

/** A node of the cluster as Rainbond must know it. */
export type RainbondNode = {
  /** In Kubernetes: the gateway's node affinity goes by it. */
  name: string;
  internalIP: string;
  externalIP: string;
  gateway: boolean;
  build: boolean;
  /** How image archives get into its containerd; null when no step runs there, or none of Rainbond's pods. */
  images: {
    zstd: boolean /** The command and what chooses the socket: `ctr -n k8s.io`. */;
    ctr: string;
    after: string[];
  } | null;
};

export type ChartRepository = Extract<ChartSource, { kind: 'repository' }>;

/** Where the chart comes from, and the helm that installs it; null: the one that the host has. */
export type Charts =
  | { kind: 'bundle'; chart: BundleFile; helm: BundleFile | null }
  | { kind: 'repository'; source: ChartRepository; helm: BundleFile | null };

/** Everything that Rainbond's values and steps are made from: the same for a cluster of this run and for one that exists. */
export type RainbondTarget = {
  plan: Plan;
  rainbond: Rainbond;
  /** The host on which kubectl and helm run, and how they are let in: by the control plane's own file, or a sealed kubeconfig. */
  runner: { host: string; kubeconfig: 'admin.conf' | 'secret'; zstd: boolean };
  nodes: RainbondNode[];
  /** Where clients of applications go: a VIP or a load balancer; without one the first gateway. */
  entryAddress: string;
  /** Wildcard domain without the star; '' is what the operator makes of the entry's address. */
  domainSuffix: string;
  /** The folder of the runtime's socket, as it is on the hosts. */
  containerdRuntimePath: string;
  charts: Charts;
  /** Archives with Rainbond's images; empty when nodes pull them. */
  archives: ImageArchive[];
  architecture: string;
  /** `address:2379` of each member of Kubernetes' own etcd. */
  kubernetesEtcd: string[];
  /** With `sh` and `nc`: the test application runs in it where nodes have nothing better (`probe_image`). */
  probeImage: string;
  /** Steps that come before anything of Rainbond. */
  needs: string[];
};

/**
 * @param hostHelm whether the host may have its own helm: then a bundle need not bring one
 * @throws CompileError when the bundle lacks the chart that it should bring, or helm
 */
export function chartsOf(plan: Plan, bundle: BundleIndex, architecture: string, hostHelm: boolean): Charts {
  const source = chartSourceOf(plan);
  if (!source) throw new CompileError('no-rainbond', {});
  const archive = String.raw`\.(tar\.zst|tar\.gz|tgz|tar)$`;
  const pattern = `^helm-v3[0-9.]*-linux-${architecture}${archive}`;
  const helm = bundle.files.find(({ path }) => new RegExp(pattern).test(path)) ?? null;
  if (!helm && !hostHelm) throw new CompileError('bundle-lacks-file', { what: 'helm', pattern });
  if (source.kind === 'repository') return { kind: 'repository', source, helm };
  const exact = `^${source.file.replaceAll('.', '\\.')}$`;
  return { kind: 'bundle', chart: findFile(bundle, 'Rainbond', exact), helm };
}

/** Archives of the bundle with Rainbond's images, for this release only when their names say so. */
export function archivesOf(bundle: BundleIndex, rainbond: Rainbond): ImageArchive[] {
  const all = imageArchives(bundle).filter(({ path }) => isRainbondArchive(path));
  const exact = all.filter(({ path }) => path.startsWith(`images/rainbond-${rainbond.version}`));
  return exact.length > 0 ? exact : all;
}

/** The application entry's address; without an entry the first gateway's. @throws CompileError when there is neither */
export function entryAddressOf(plan: Plan, nodes: Pick<RainbondNode, 'gateway' | 'internalIP'>[]): string {
  const { application } = plan.entry;
  if (application.kind !== 'none') return application.address;
  const gateway = nodes.find((node) => node.gateway);
  if (!gateway) throw new CompileError('no-gateway', {});
  return gateway.internalIP;
}
