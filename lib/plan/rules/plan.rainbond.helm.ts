import { bundleVersions } from '@/lib/plan/bundle-versions';
import { helmHostOf } from '@/lib/plan/helm-host';
import { rule } from '@/lib/plan/rule';

/** helm is the bundle's, or the host has its own. Nothing is said while either of them isn't known. */
export const planRainbondHelm = rule('plan.rainbond.helm', 'artifacts', ({ plan, facts, bundle }) => {
  if (plan.rainbond.kind === 'none') return [];
  const host = helmHostOf(plan);
  const known = host ? facts[host.name] : undefined;
  // '' is absent; undefined are facts of before somebody asked.
  if (!host || known?.tools.helm !== '') return [];
  const online = plan.artifacts.kind === 'online';
  if (!online && (!bundle?.index || bundleVersions(bundle.index).helm)) return [];
  const values = { host: host.name, architecture: known.architecture, origin: online ? 'online' : 'bundle' };
  return [{ severity: 'block', path: online ? 'artifacts.kind' : 'artifacts.folder', hosts: [host.name], values }];
});
