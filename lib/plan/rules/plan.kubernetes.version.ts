import { bundleVersions } from '@/lib/plan/bundle-versions';
import { setKubernetesVersion } from '@/lib/plan/fixes/set-kubernetes-version';
import { rule } from '@/lib/plan/rule';
import { kubernetesMinor } from '@/lib/plan/version';

/** kubeadm.k8s.io/v1beta4, which the runbook writes, came with 1.31. */
const oldestMinor = 31;
/** The newest that an install was proved with. */
const newestMinor = 36;

const inWindow = (minor: number | null) => minor !== null && minor >= oldestMinor && minor <= newestMinor;

/** An existing cluster and RKE2 bring their own version: no window of kubeadm's holds for them. */
export const planKubernetesVersion = rule('plan.kubernetes.version', 'kubernetes', ({ plan, bundle }) => {
  const { version: found, distribution } = plan.kubernetes;
  const minor = kubernetesMinor(found);
  const bundled = plan.artifacts.kind === 'bundle' && bundle?.index ? bundleVersions(bundle.index).kubernetes : null;
  const values = { found, oldest: `v1.${oldestMinor}`, newest: `v1.${newestMinor}`, bundled: '' };
  const fix =
    bundled !== null && inWindow(kubernetesMinor(bundled)) ? setKubernetesVersion.offer({ version: bundled }) : null;
  const block = (problem: string, more: { bundled?: string } = {}) => [
    { severity: 'block' as const, path: 'kubernetes.version', values: { ...values, problem, ...more }, fix },
  ];
  if (minor === null || (distribution === 'kubeadm' && found.includes('+'))) return block('format');
  if (distribution !== 'kubeadm') return [];
  if (!inWindow(minor)) return block('window');
  return bundled !== null && bundled !== found ? block('bundle', { bundled }) : [];
});
