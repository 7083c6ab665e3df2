import { bundleVersions } from '@/lib/plan/bundle-versions';
import { rule } from '@/lib/plan/rule';

/**
 * kubeadm runs every part of a new control plane, and kube-proxy, in the one version of its ClusterConfiguration, and asks for images
 * of that tag: a bundle with another has none. "Version Skew Policy" of Kubernetes allows a part to be older during an
 * upgrade only, and never newer than the API server.
 */
export const planVersionsImages = rule('plan.versions.images', 'artifacts', ({ plan, bundle }) => {
  if (plan.kubernetes.distribution !== 'kubeadm' || plan.artifacts.kind !== 'bundle' || !bundle?.index) return [];
  const { kubernetes, components } = bundleVersions(bundle.index);
  const others = Object.entries(components).filter(([, version]) => version !== kubernetes);
  if (kubernetes === null || others.length === 0) return [];
  const found = others.map(([name, version]) => `${name} ${version}`).join(', ');
  return [{ severity: 'block', path: 'artifacts.folder', values: { found, needed: kubernetes } }];
});
