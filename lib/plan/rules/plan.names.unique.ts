import { rule } from '@/lib/plan/rule';

export const planNamesUnique = rule('plan.names.unique', 'hosts', ({ plan }) => {
  const first = new Map<string, number>();
  return plan.hosts.flatMap((host, index) => {
    const key = host.name.toLowerCase();
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    if (key === '' || earlier === undefined) return [];
    return [
      {
        severity: 'block' as const,
        hosts: [host.name],
        path: `hosts.${index}.name`,
        values: { found: host.name, address: plan.hosts[earlier]?.address || `#${earlier + 1}` },
      },
    ];
  });
});
