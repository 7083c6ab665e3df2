import type { StateName } from '@/components/ui/glyph';
import { type IfLost, ifEachLost } from '@/lib/plan/availability/if-lost';
import { modelOf } from '@/lib/plan/availability/model';
import type { Plan } from '@/lib/plan/schema';

const states: Record<IfLost['outcome'], StateName> = {
  stops: 'failed',
  moves: 'degraded',
  pauses: 'degraded',
  nothing: 'passed',
};

/** By host name: what its loss does, and its state on the diagram. */
export function lossesOf(plan: Plan): Record<string, { state: StateName; loss: IfLost }> {
  const model = modelOf(plan);
  const losses = ifEachLost(model);
  return Object.fromEntries(
    model.hosts.flatMap(({ id, name }) => {
      const loss = losses[id];
      return loss ? [[name, { state: states[loss.outcome], loss }]] : [];
    }),
  );
}
