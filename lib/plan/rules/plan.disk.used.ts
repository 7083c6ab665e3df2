import { growingFolders, usedPercent, usedTooMuch } from '@/lib/plan/disk-needs';
import { filesystemOf } from '@/lib/plan/filesystem-of';
import { type Found, rule } from '@/lib/plan/rule';

export const planDiskUsed = rule('plan.disk.used', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const known = facts[host.name];
    const mounts = new Map(
      growingFolders.flatMap((path) => {
        const filesystem = known && filesystemOf(known, path);
        return filesystem && filesystem.sizeBytes > 0 ? [[filesystem.mount, filesystem] as const] : [];
      }),
    );
    return [...mounts.values()].flatMap((filesystem): Found[] => {
      const found = usedPercent(filesystem);
      const missed = usedTooMuch(found);
      if (!missed) return [];
      const values = { host: host.name, mount: filesystem.mount, found, needed: missed.needed };
      return [{ severity: missed.severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
    });
  });
});
