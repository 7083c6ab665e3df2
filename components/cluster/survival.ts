import { isHost } from '@/lib/plan/availability/holders';
import { type AvailabilityModel, modelOf } from '@/lib/plan/availability/model';
import type { CapabilityId, HolderId } from '@/lib/plan/availability/requirement';
import { servedBy } from '@/lib/plan/availability/survives';
import { toleranceOf } from '@/lib/plan/availability/tolerance';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';

/**
 * What a capability survives, by the plan alone: not what it is now.
 * - survives: any `count` hosts;
 * - stops: with any one of `hosts`; `certain` false: it may;
 * - declared: it rests on a service outside, as its owner says;
 * - missing: the plan lacks something for it.
 */
export type Survival = {
  id: CapabilityId;
  kind: 'survives' | 'stops' | 'declared' | 'missing';
  count: number;
  hosts: string[];
  certain: boolean;
};

export function survivalsOf(plan: Plan, facts?: FactsByHost): Survival[] {
  const model = modelOf(plan, facts);
  return servedBy(model).map((id) => {
    const { endurance, tolerates, points, certain } = toleranceOf(model, id);
    const kinds = {
      survives: 'survives',
      'single-point': 'stops',
      'as-declared': 'declared',
      missing: 'missing',
    } as const;
    return { id, kind: kinds[endurance], count: tolerates, hosts: points.filter(isHost).map(nameIn(model)), certain };
  });
}

const nameIn = (model: AvailabilityModel) => (holder: HolderId) =>
  model.hosts.find(({ id }) => id === holder)?.name ?? holder;
