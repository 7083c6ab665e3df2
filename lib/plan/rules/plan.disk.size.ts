import { diskNeeds, isRoomFor } from '@/lib/plan/disk-needs';
import { filesystemOf } from '@/lib/plan/filesystem-of';
import { type Found, rule } from '@/lib/plan/rule';

/** Room to live, beside the room for the bundle (plan.disk.space). Two folders on one file system are one finding. */
export const planDiskSize = rule('plan.disk.size', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const known = facts[host.name];
    const said = new Set<string>();
    return diskNeeds(plan, host).flatMap((need): Found[] => {
      const filesystem = known && filesystemOf(known, need.path);
      if (!filesystem || said.has(filesystem.mount)) return [];
      said.add(filesystem.mount);
      if (isRoomFor(filesystem.availableBytes, need)) return [];
      const { path, gb, severity, why } = need;
      const found = (filesystem.availableBytes / 10 ** 9).toFixed(1);
      const values = { host: host.name, mount: filesystem.mount, path, found, needed: gb, why };
      return [{ severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
    });
  });
});
