import type { StateName } from '@/components/ui/glyph';
import { type IfLost, ifLost } from '@/lib/plan/if-lost';
import type { Plan } from '@/lib/plan/schema';

const states: Record<IfLost['severity'], StateName> = { down: 'failed', moves: 'degraded', none: 'passed' };

/** By host name: what its loss does, as a state and the key and values of `plan.ifLost`. */
export function lossesOf(plan: Plan): Record<string, { state: StateName; loss: IfLost }> {
  return Object.fromEntries(
    plan.hosts.map(({ name }) => {
      const loss = ifLost(plan, name);
      return [name, { state: states[loss.severity], loss }];
    }),
  );
}
