import { filesystemOf } from '@/lib/plan/filesystem-of';
import { type Found, rule } from '@/lib/plan/rule';

/** kubelet's default eviction threshold: imagefs.available under 15 %. Pods are evicted as soon as they come. */
const blockFrom = 85;
/** kURL warns above it: images and logs are still to come. */
const warnAbove = 60;

const folders = ['/', '/var/lib'];

export const planDiskUsed = rule('plan.disk.used', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const known = facts[host.name];
    const mounts = new Map(
      folders.flatMap((path) => {
        const filesystem = known && filesystemOf(known, path);
        return filesystem && filesystem.sizeBytes > 0 ? [[filesystem.mount, filesystem] as const] : [];
      }),
    );
    return [...mounts.values()].flatMap(({ mount, sizeBytes, availableBytes }): Found[] => {
      const found = Math.floor((1 - availableBytes / sizeBytes) * 100);
      if (found <= warnAbove) return [];
      const severity = found >= blockFrom ? ('block' as const) : ('warn' as const);
      const needed = severity === 'block' ? blockFrom : warnAbove;
      const values = { host: host.name, mount, found, needed };
      return [{ severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
    });
  });
});
