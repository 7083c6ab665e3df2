import { bundleBytes } from '@/lib/plan/disk-needs';
import { filesystemOf } from '@/lib/plan/filesystem-of';
import { rule } from '@/lib/plan/rule';

/** GiB to two places: a short text is compared by people, never by code. */
function gib(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(2);
}

/** Room at /var/lib for the bundle and what comes out of it. */
export const planDiskSpace = rule('plan.disk.space', 'hosts', ({ plan, facts, bundle }) => {
  const needed = bundleBytes(plan, bundle);
  if (needed === null) return [];
  return plan.hosts.flatMap((host, index) => {
    const known = facts[host.name];
    const filesystem = known && filesystemOf(known, '/var/lib');
    if (!filesystem || filesystem.availableBytes >= needed) return [];
    const values = {
      host: host.name,
      mount: filesystem.mount,
      found: gib(filesystem.availableBytes),
      needed: gib(needed),
    };
    return [{ severity: 'block' as const, hosts: [host.name], path: `hosts.${index}.address`, values }];
  });
});
