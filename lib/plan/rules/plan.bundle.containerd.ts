import { bundleVersions } from '@/lib/plan/bundle-versions';
import { rule } from '@/lib/plan/rule';
import { isAtLeast, kubernetesMinor } from '@/lib/plan/version';

/** Kubernetes 1.35 is the last release that works with containerd 1.x (its release announcement). */
const lastMinorWith1 = 35;

export const planBundleContainerd = rule('plan.bundle.containerd', 'artifacts', ({ plan, bundle }) => {
  if (plan.artifacts.kind !== 'bundle' || !bundle?.index) return [];
  const found = bundleVersions(bundle.index).containerd;
  const minor = kubernetesMinor(plan.kubernetes.version);
  if (found === null || minor === null || minor <= lastMinorWith1 || isAtLeast(found, '2.0') !== false) return [];
  return [{ severity: 'block', path: 'artifacts.folder', values: { found, kubernetes: plan.kubernetes.version } }];
});
