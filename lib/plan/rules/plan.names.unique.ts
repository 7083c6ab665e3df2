import { renameHost } from '@/lib/plan/fixes/rename-host';
import { freeName } from '@/lib/plan/parse-host-lines';
import { type Found, rule } from '@/lib/plan/rule';

export const planNamesUnique = rule('plan.names.unique', 'hosts', ({ plan }) => {
  const first = new Map<string, number>();
  const taken = new Set(plan.hosts.map(({ name }) => name));
  return plan.hosts.flatMap((host, index): Found[] => {
    const key = host.name.toLowerCase();
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    if (key === '' || earlier === undefined) return [];
    const to = freeName(taken);
    return [
      {
        severity: 'block',
        hosts: [host.name],
        path: `hosts.${index}.name`,
        values: { found: host.name, address: plan.hosts[earlier]?.address || `#${earlier + 1}` },
        fix: renameHost.offer({ number: index + 1, from: host.name, to }),
      },
    ];
  });
});
