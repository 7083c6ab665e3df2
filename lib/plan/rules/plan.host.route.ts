import { type Found, rule } from '@/lib/plan/rule';

/** Without a default route kubeadm finds no address to advertise and flannel stops ("failed to find default route"). */
export const planHostRoute = rule('plan.host.route', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const known = facts[host.name];
    // No address either: the host has no `ip` to ask, which says nothing about its routes.
    if (!known || known.defaultRoute !== null || known.addresses.length === 0) return [];
    return [{ severity: 'block', hosts: [host.name], path: `hosts.${index}.address`, values: { host: host.name } }];
  });
});
