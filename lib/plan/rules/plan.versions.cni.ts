import { bundleVersions } from '@/lib/plan/bundle-versions';
import { rule } from '@/lib/plan/rule';
import { kubernetesMinor, parseVersion } from '@/lib/plan/version';

type Window = readonly [oldest: number, newest: number];

/**
 * Minors of Kubernetes that a line of a pod network is tested with, as its own documents say for that line: Calico's "System
 * requirements" ("We test Calico v3.32 against …"), Cilium's "Kubernetes Compatibility" ("e2e tested and guaranteed to be
 * compatible"). Others may work. flannel publishes no such list, and of a line that is not here nothing is said.
 */
const windows: Record<'calico' | 'cilium', Record<string, Window>> = {
  calico: { '3.29': [29, 32], '3.31': [32, 35], '3.32': [34, 36], '3.33': [35, 37] },
  cilium: { '1.16': [27, 30], '1.18': [30, 33], '1.19': [32, 35] },
};

export const planVersionsCni = rule('plan.versions.cni', 'kubernetes', ({ plan, bundle }) => {
  const { cni, version: kubernetes } = plan.kubernetes;
  if ((cni !== 'calico' && cni !== 'cilium') || plan.artifacts.kind !== 'bundle' || !bundle?.index) return [];
  const found = bundleVersions(bundle.index)[cni];
  const minor = kubernetesMinor(kubernetes);
  const window = found === null ? undefined : windows[cni][parseVersion(found)?.slice(0, 2).join('.') ?? ''];
  if (found === null || minor === null || !window) return [];
  const [oldest, newest] = window;
  if (minor >= oldest && minor <= newest) return [];
  const values = { cni, found, kubernetes, oldest: `1.${oldest}`, newest: `1.${newest}` };
  return [{ severity: 'warn', path: 'kubernetes.cni', values }];
});
