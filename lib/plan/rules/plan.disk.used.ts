import { growingFolders, onEachMount, usedPercent, usedTooMuch } from '@/lib/plan/disk-needs';
import { filesystemOf } from '@/lib/plan/filesystem-of';
import { type Found, rule } from '@/lib/plan/rule';

export const planDiskUsed = rule('plan.disk.used', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const known = facts[host.name];
    const placed = growingFolders.flatMap((folder) => {
      const filesystem = known && filesystemOf(known, folder);
      return filesystem && filesystem.sizeBytes > 0 ? [{ folder, filesystem }] : [];
    });
    return [...onEachMount(placed).values()].flatMap(({ filesystem, folders }): Found[] => {
      const missed = usedTooMuch(plan, folders, filesystem);
      if (!missed) return [];
      const { severity, ...limit } = missed;
      const { mount } = filesystem;
      const values = { host: host.name, mount, found: usedPercent(filesystem), ...limit };
      return [{ severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
    });
  });
});
