import { bundleVersions } from '@/lib/plan/bundle-versions';
import { rule } from '@/lib/plan/rule';

/** kubeadm.k8s.io/v1beta4, which the runbook writes, came with 1.31. */
const oldestMinor = 31;
/** The newest that an install was proved with. */
const newestMinor = 36;

export const planKubernetesVersion = rule('plan.kubernetes.version', 'kubernetes', ({ plan, bundle }) => {
  const found = plan.kubernetes.version;
  const minor = /^v1\.(\d{1,2})\.\d{1,2}$/.exec(found)?.[1];
  const values = { found, oldest: `v1.${oldestMinor}`, newest: `v1.${newestMinor}`, bundled: '' };
  const block = (problem: string, bundled = '') => [
    { severity: 'block' as const, path: 'kubernetes.version', values: { ...values, problem, bundled } },
  ];
  if (minor === undefined) return block('format');
  if (Number(minor) < oldestMinor || Number(minor) > newestMinor) return block('window');
  const bundled = plan.artifacts.kind === 'bundle' && bundle?.index ? bundleVersions(bundle.index).kubernetes : null;
  return bundled !== null && bundled !== found ? block('bundle', bundled) : [];
});
