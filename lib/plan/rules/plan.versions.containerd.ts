import { bundleVersions } from '@/lib/plan/bundle-versions';
import { rule } from '@/lib/plan/rule';
import { isAtLeast, kubernetesMinor, parseVersion } from '@/lib/plan/version';

/**
 * First patch of each line of containerd that is recommended for a minor of Kubernetes, newest line first: "Kubernetes
 * Support" in containerd's RELEASES.md, for what has been tested most. A line newer than the table's newest is taken as
 * tested, too: the table says "2.1.0+".
 */
const recommended: Record<number, readonly string[]> = {
  31: ['2.1.0', '2.0.0', '1.7.20', '1.6.34'],
  32: ['2.1.0', '2.0.1', '1.7.24', '1.6.36'],
  33: ['2.1.0', '2.0.4', '1.7.24', '1.6.36'],
  34: ['2.1.3', '2.0.6', '1.7.28', '1.6.39'],
  35: ['2.2.0', '2.1.5', '1.7.28'],
  36: ['2.3.0', '2.2.0'],
};

const lineOf = (version: string) => parseVersion(version)?.slice(0, 2).join('.');

export const planVersionsContainerd = rule('plan.versions.containerd', 'artifacts', ({ plan, bundle }) => {
  const { distribution, version: kubernetes } = plan.kubernetes;
  if (distribution !== 'kubeadm' || plan.artifacts.kind !== 'bundle' || !bundle?.index) return [];
  const found = bundleVersions(bundle.index).containerd;
  const minor = kubernetesMinor(kubernetes);
  const lines = minor === null ? undefined : recommended[minor];
  if (found === null || !lines?.[0]) return [];
  // What a kubelet doesn't work with at all is plan.bundle.containerd.
  const never = !lines.some((line) => line.startsWith('1.')) && isAtLeast(found, '2.0') === false;
  const tested =
    isAtLeast(found, lines[0]) !== false ||
    lines.some((line) => lineOf(line) === lineOf(found) && isAtLeast(found, line) === true);
  if (never || tested) return [];
  const needed = lines.map((line) => `${line}+`).join(', ');
  return [{ severity: 'warn', path: 'artifacts.folder', values: { found, kubernetes, needed } }];
});
