import { filesystemOf } from '@/lib/plan/filesystem-of';
import { runsRainbond } from '@/lib/plan/host-needs';
import { type Found, rule } from '@/lib/plan/rule';
import type { Plan, PlanHost } from '@/lib/plan/schema';

type Need = { path: string; gib: number; severity: 'block' | 'warn'; why: string };

/** Rainbond's documentation: 40 GB free at its own folder and at the runtime's. */
const rainbondFree = 40;
/** kURL asks for 30 GiB at kubelet's and containerd's folders. */
const runtimeFree = 30;
/** A size that a manufacturer counts in GB is smaller in GiB, and a file system takes its share. */
const slack = 0.9;

function needsOf(plan: Plan, host: PlanHost): Need[] {
  if (!runsRainbond(plan, host)) return [{ path: '/var/lib', gib: runtimeFree, severity: 'warn', why: 'runtime' }];
  return ['/opt/rainbond', '/var/lib'].map((path) => ({
    path,
    gib: rainbondFree,
    severity: 'block' as const,
    why: 'rainbond',
  }));
}

/** Room to live, beside the room for the bundle (plan.disk.space). Two folders on one file system are one finding. */
export const planDiskSize = rule('plan.disk.size', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const known = facts[host.name];
    const said = new Set<string>();
    return needsOf(plan, host).flatMap(({ path, gib, severity, why }): Found[] => {
      const filesystem = known && filesystemOf(known, path);
      if (!filesystem || said.has(filesystem.mount)) return [];
      said.add(filesystem.mount);
      if (filesystem.availableBytes >= gib * 10 ** 9 * slack) return [];
      const found = (filesystem.availableBytes / 10 ** 9).toFixed(1);
      const values = { host: host.name, mount: filesystem.mount, path, found, needed: gib, why };
      return [{ severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
    });
  });
});
