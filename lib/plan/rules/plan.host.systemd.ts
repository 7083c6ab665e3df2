import { type Found, rule } from '@/lib/plan/rule';

/** kubelet, containerd and every step run as systemd units. */
export const planHostSystemd = rule('plan.host.systemd', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] =>
    facts[host.name]?.systemd === ''
      ? [{ severity: 'block', hosts: [host.name], path: `hosts.${index}.address`, values: { host: host.name } }]
      : [],
  );
});
