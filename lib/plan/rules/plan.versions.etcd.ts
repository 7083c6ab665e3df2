import { bundleVersions } from '@/lib/plan/bundle-versions';
import { rule } from '@/lib/plan/rule';
import { kubernetesMinor, parseVersion } from '@/lib/plan/version';

/**
 * Line of etcd that kubeadm runs with a minor of Kubernetes: `SupportedEtcdVersion` in kubeadm's constants.go (3.5.24-0 for 1.31 to
 * 1.33 and 3.6.5-0 for 1.34 in its newest table of them; patches move with Kubernetes' own). It asks for that image by name, so
 * that a bundle with another line has none that fits, unless an override names its tag.
 */
const lines: Record<number, string> = { 31: '3.5', 32: '3.5', 33: '3.5', 34: '3.6', 35: '3.6', 36: '3.6' };

export const planVersionsEtcd = rule('plan.versions.etcd', 'artifacts', ({ plan, bundle }) => {
  const { distribution, version: kubernetes, overrides } = plan.kubernetes;
  if (distribution !== 'kubeadm' || plan.artifacts.kind !== 'bundle' || !bundle?.index) return [];
  const found = bundleVersions(bundle.index).etcd;
  const minor = kubernetesMinor(kubernetes);
  const needed = minor === null ? undefined : lines[minor];
  const line = found === null ? undefined : parseVersion(found)?.slice(0, 2).join('.');
  if (found === null || needed === undefined || line === undefined || line === needed) return [];
  const named = /^\s*imageTag\s*:/m.test(overrides.kubeadm);
  return [{ severity: named ? 'warn' : 'block', path: 'artifacts.folder', values: { found, kubernetes, needed } }];
});
