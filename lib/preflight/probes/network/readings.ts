import type { Plan, PlanHost } from '@/lib/plan/schema';
import { notRun, type Outcome } from '../../check';
import type { Measured } from './measured';
import type { MatrixPlan } from './pairs';

/** What all probers have found, as the judges of this folder get it. Hosts are indexes in the plan. */
export type Readings = {
  plan: Plan;
  matrix: MatrixPlan;
  /** Null: no prober ran there. */
  measured: (Measured | null)[];
  /** Hosts that the console could not reach. */
  unreached: ReadonlySet<number>;
  /** Hosts that a run of this plan has installed: its VIP, its adverts and its ports are where they belong. */
  own: ReadonlySet<number>;
};

export function hostAt({ plan }: Readings, index: number): PlanHost {
  const host = plan.hosts[index];
  if (!host) throw new Error(`the plan has no host ${index}`);
  return host;
}

/** Names for a text, at most `limit`; how many more there are is in the values beside it. */
export function namesOf(readings: Readings, indexes: Iterable<number>, limit = 8): string {
  return [...indexes]
    .slice(0, limit)
    .map((index) => hostAt(readings, index).name)
    .join(', ');
}

/** Whether packets of `from` got to `to` and back: by an echo or by any answer of a port. Null: nobody tried. */
export function reached({ measured }: Readings, from: number, to: number): boolean | null {
  const one = measured[from];
  if (!one) return null;
  const ping = one.pings.get(to);
  const ports = one.ports.get(to) ?? [];
  if (!ping && ports.length === 0) return null;
  return (ping?.received ?? 0) > 0 || ports.some(({ state }) => state !== 'timedOut' && state !== 'prohibited');
}

/** Hosts that `index` is held against: what it asks in whole, not for the sake of a server's port alone. */
export function peersAsked({ matrix }: Readings, index: number): number[] {
  return (matrix.pairs[index] ?? []).filter(({ sampled }) => sampled).map(({ peer }) => peer);
}

/** The values that every result over pairs has: how many peers were tried of how many there are. */
export function share(readings: Readings, tried: number): { tried: number; of: number } {
  return { tried, of: readings.plan.hosts.length - 1 };
}

/** For what could not be measured because another check failed: its word is the one to read. */
export function dependsOn(readings: Readings, check: string, missing: number[]): Outcome {
  return notRun('depends', { check, hosts: namesOf(readings, missing), more: Math.max(0, missing.length - 8) });
}

/** The check whose word explains that a host takes no part: it could not be reached, or its prober said why it doesn't run. */
export function whyAbsent({ unreached }: Readings, indexes: number[]): 'ssh.reach' | 'net.matrix' {
  return indexes.some((index) => unreached.has(index)) ? 'ssh.reach' : 'net.matrix';
}
