import { type Found, rule } from '@/lib/plan/rule';

/**
 * etcd waits for the disk at each write, and builds unpack many small files. Which disk holds them is not in the facts, so
 * only a host whose every disk says that it turns is named; one that doesn't say is unknown.
 */
export const planDiskRotational = rule('plan.disk.rotational', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const disks = facts[host.name]?.disks ?? [];
    const use = host.roles.includes('etcd') ? 'etcd' : host.roles.includes('build') ? 'build' : null;
    if (!use || disks.length === 0 || !disks.every(({ rotational }) => rotational === true)) return [];
    const values = { use, host: host.name, found: disks.map(({ name }) => name).join(', ') };
    return [{ severity: 'warn', hosts: [host.name], path: `hosts.${index}.address`, values }];
  });
});
