import type { StateName } from '@/components/ui/glyph';
import { ifLost } from '@/lib/plan/if-lost';
import { hostsWithRole, type Plan, type Role } from '@/lib/plan/schema';
import { type Capability, survival } from '@/lib/plan/survival';

/** What happens to one capability when one host is lost: `passed` up, `degraded` up with less, `failed` down. */
export type LossState = Extract<StateName, 'passed' | 'degraded' | 'failed'>;
export type LossRow = { id: Capability['id']; cells: { host: string; state: LossState }[] };

/** Who provides a capability: losing one of several leaves it up, with one fewer. */
const providers: Record<Capability['id'], Role> = {
  'kubernetes-api': 'control-plane',
  'etcd-quorum': 'etcd',
  workers: 'worker',
  'application-entry': 'gateway',
};

/** Capabilities that lose something even when they stay up; the others are as good with one fewer. */
const thinned = new Set<Capability['id']>(['etcd-quorum', 'workers']);

export function lossTable(plan: Plan): LossRow[] {
  return survival(plan).map((capability) => {
    const holders = new Set(hostsWithRole(plan, providers[capability.id]).map((host) => host.name));
    const entry = capability.id === 'kubernetes-api' ? plan.entry.api : plan.entry.application;
    const cells = plan.hosts.map(({ name }): LossRow['cells'][number] => {
      if (capability.verdict === 'missing' || capability.hosts.includes(name)) return { host: name, state: 'failed' };
      if (thinned.has(capability.id)) return { host: name, state: holders.has(name) ? 'degraded' : 'passed' };
      // The address is away for the seconds of a take-over when the host that holds it is lost.
      const moves = entry.kind === 'keepalived' && holders.has(name) && ifLost(plan, name).outcome === 'entryMoves';
      return { host: name, state: moves ? 'degraded' : 'passed' };
    });
    return { id: capability.id, cells };
  });
}
