import type { StateName } from '@/components/ui/glyph';
import { assess } from '@/lib/plan/availability/assess';
import { failureOf } from '@/lib/plan/availability/failure';
import { type AvailabilityModel, modelOf } from '@/lib/plan/availability/model';
import type { CapabilityId, State } from '@/lib/plan/availability/requirement';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';

/** What happens to one capability when one host is powered off; `certain` false: it may be so. */
export type LossCell = { host: string; state: Extract<StateName, 'passed' | 'degraded' | 'failed'>; certain: boolean };
export type LossRow = { id: CapabilityId; cells: LossCell[] };

/** A host that is powered off keeps its disk: data is never lost here. */
const glyphs: Record<State, LossCell['state']> = {
  up: 'passed',
  degraded: 'degraded',
  down: 'failed',
  'data-lost': 'failed',
};

export function lossTable(plan: Plan, facts?: FactsByHost): LossRow[] {
  const model = modelOf(plan, facts);
  const columns = model.hosts.map((host) => ({ host, verdicts: assess(model, failureOf(model, [host.id])) }));
  return rowsOf(model).map((id) => ({
    id,
    cells: columns.map(({ host, verdicts }) => {
      const verdict = verdicts.find(({ capability }) => capability === id);
      return { host: host.name, state: glyphs[verdict?.state ?? 'down'], certain: verdict?.certain ?? true };
    }),
  }));
}

/** Not the data, which stays while disks stay; Slipway only when a host of the plan can take it along. */
function rowsOf({ capabilities }: AvailabilityModel): CapabilityId[] {
  return capabilities
    .filter(({ id, requirements }) => {
      if (id === 'slipway') return requirements.some(({ rule }) => rule === 'slipway.host');
      return id !== 'storage-data';
    })
    .map(({ id }) => id);
}
