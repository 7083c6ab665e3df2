import { rule } from '@/lib/plan/rule';

/** Also where the bundle has images for both: what Rainbond builds on one architecture doesn't run on the other. */
export const planArchUniform = rule('plan.arch.uniform', 'hosts', ({ plan, facts }) => {
  const found = new Map<string, string[]>();
  for (const host of plan.hosts) {
    const architecture = facts[host.name]?.architecture;
    if (architecture) found.set(architecture, [...(found.get(architecture) ?? []), host.name]);
  }
  if (found.size < 2) return [];
  const groups = [...found].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]));
  const list = groups.map(([architecture, hosts]) => `${architecture} (${hosts.join(', ')})`).join(', ');
  return [{ severity: 'block', hosts: groups.slice(1).flatMap(([, hosts]) => hosts), values: { found: list } }];
});
