import type { BundleIndex } from '@/lib/plan/bundle-index';
import type { FactsByHost } from '@/lib/plan/facts';
import { type ExternalNfs, provisionerImageOf } from '@/lib/plan/provisioner-image';
import type { Plan } from '@/lib/plan/schema';
import { imageArchives } from './artifacts';
import { CompileError } from './compile-error';
import type { Context } from './context';
import { flannelImage } from './kubernetes/flannel';
import { nfsClientPackage } from './kubernetes/packages';
import { osTableOf } from './os-family';
import type { RainbondTarget } from './rainbond/target';
import type { Step } from './runbook';
import { stepId } from './step';
import { storageNamespace } from './storage/nfs-manifests';
import { nfsProof, storageProofNamespace } from './storage/nfs-proof';
import { nfsProvisioner } from './storage/nfs-provisioner';
import type { NfsTarget } from './storage/nfs-target';

export const storagePhase = 'storage';

/** Namespaces whose pods and events are worth watching meanwhile. */
export const storageNamespaces = [storageNamespace, storageProofNamespace];

/** Steps after which the plan's StorageClass is proved; none where no step makes one. */
export function storageProved({ storage }: Plan, runner: string): string[] {
  return storage.kind === 'external-nfs' ? [stepId('nfs-proof', { name: runner })] : [];
}

/** The rules refuse anything else before; this is for plans that nobody asked them about: the texts stand in scripts and YAML. */
function refuseUnsafe({ server, path, storageClass }: ExternalNfs): void {
  const words: [string, string, RegExp][] = [
    ['storage.server', server, /^[A-Za-z0-9][A-Za-z0-9.-]*$/],
    ['storage.path', path, /^\/[^\s'"`$\\]*$/],
    ['storage.storageClass', storageClass, /^[a-z0-9][a-z0-9.-]*$/],
  ];
  for (const [path, found, usable] of words)
    if (!usable.test(found)) throw new CompileError('value-unusable', { path, found });
}

const tagsOf = (bundle: BundleIndex) => imageArchives(bundle).flatMap(({ tags }) => tags);

function steps(target: NfsTarget, clients: Step[]): Step[] {
  refuseUnsafe(target.storage);
  const needs = [...target.needs, ...clients.map(({ id }) => id)];
  return [...clients, nfsProvisioner({ ...target, needs }), nfsProof(target)];
}

/** On a cluster that this very runbook makes. Its hosts mount volumes wherever pods with one may run. */
export function nfsOfNewCluster(context: Context): Step[] {
  const { plan, bundle, first } = context;
  if (plan.storage.kind !== 'external-nfs') return [];
  const mounting = context.hosts.filter(({ controlPlane, roles }) => {
    const carries = ['worker', 'gateway', 'build'].some((role) => roles.includes(role));
    return carries || !controlPlane;
  });
  const late = [stepId('kubeadm-init', first)];
  return steps(
    {
      storage: plan.storage,
      runner: { host: first.name, kubeconfig: 'admin.conf', zstd: false },
      image: provisionerImageOf(plan.storage, tagsOf(bundle)),
      probeImage: flannelImage(context),
      needs: [stepId('verify-nodes', first), stepId('taints-and-labels', first), stepId('verify-network', first)],
    },
    mounting.map((host) => nfsClientPackage(bundle, host, [stepId('packages', host), ...late])),
  );
}

/**
 * On a cluster that exists. Hosts that were looked at by SSH get the NFS client; on the others it has to be there, which the proof shows: it
 * reads on every node.
 */
export function nfsOfExistingCluster(target: RainbondTarget, facts: FactsByHost, bundle: BundleIndex): Step[] {
  const { plan, runner, probeImage, nodes } = target;
  if (plan.storage.kind !== 'external-nfs') return [];
  const clients = nodes.flatMap(({ name, images }) => {
    const known = images ? facts[name] : undefined;
    const family = known ? osTableOf(known.os) : null;
    return known && family ? [nfsClientPackage(bundle, { name, facts: known, family }, [])] : [];
  });
  const image = provisionerImageOf(plan.storage, tagsOf(bundle));
  return steps({ storage: plan.storage, runner, image, probeImage, needs: [] }, clients);
}
