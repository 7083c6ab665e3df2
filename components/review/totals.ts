import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';

/** Sums over the hosts whose facts are known; `unknown` names the others, which the sums leave out. */
export type Totals = { hosts: number; cpus: number; memoryBytes: number; diskBytes: number; unknown: string[] };

export function totalsOf(plan: Plan, facts: FactsByHost): Totals {
  const totals: Totals = { hosts: plan.hosts.length, cpus: 0, memoryBytes: 0, diskBytes: 0, unknown: [] };
  for (const { name } of plan.hosts) {
    const known = facts[name];
    if (!known) {
      totals.unknown.push(name);
      continue;
    }
    totals.cpus += known.cpus;
    totals.memoryBytes += known.memoryBytes;
    totals.diskBytes += known.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
  }
  return totals;
}
