import { bundleVersions } from '@/lib/plan/bundle-versions';
import { rule } from '@/lib/plan/rule';

export const planBundleArch = rule('plan.bundle.arch', 'artifacts', ({ plan, facts, bundle }) => {
  if (plan.artifacts.kind !== 'bundle' || !bundle?.index) return [];
  const bundled = bundleVersions(bundle.index).architectures;
  const strangers = plan.hosts.flatMap((host) => {
    const architecture = facts[host.name]?.architecture;
    return architecture && !bundled.includes(architecture) ? [{ name: host.name, architecture }] : [];
  });
  if (bundled.length === 0 || strangers.length === 0) return [];
  const needed = [...new Set(strangers.map(({ architecture }) => architecture))].sort().join(', ');
  const hosts = strangers.map(({ name }) => name);
  const values = { found: bundled.join(', '), needed, hosts: hosts.join(', ') };
  return [{ severity: 'block', hosts, path: 'artifacts.folder', values }];
});
