import { rule } from '@/lib/plan/rule';

/** Logs of two hosts are hard to hold side by side when their hours differ. */
export const planTimeZone = rule('plan.time.zone', 'hosts', ({ plan, facts }) => {
  const zones = new Map<string, string[]>();
  for (const host of plan.hosts) {
    const zone = facts[host.name]?.clock.timezone ?? '';
    if (zone !== '') zones.set(zone, [...(zones.get(zone) ?? []), host.name]);
  }
  if (zones.size < 2) return [];
  const groups = [...zones].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]));
  const found = groups.map(([zone, hosts]) => `${zone} (${hosts.join(', ')})`).join(', ');
  return [{ severity: 'info', hosts: groups.slice(1).flatMap(([, hosts]) => hosts), values: { found } }];
});
