import { type Graded, grade } from '@/lib/plan/availability/grade';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import { type SmallestSets, smallestSets } from '@/lib/plan/availability/smallest-sets';
import { type Survives, survives } from '@/lib/plan/availability/survives';

/** Larger sets say little: nobody plans for four hosts at once. */
export const largestSet = 3;

/** What a plan survives, whatever fails: plain data, so that a worker can answer with it. */
export type Outlook = {
  survives: Survives;
  graded: Graded;
  sets: { capability: CapabilityId; smallest: SmallestSets }[];
};

export function outlookOf(model: AvailabilityModel): Outlook {
  const found = survives(model);
  return {
    survives: found,
    graded: grade(model, found),
    sets: model.capabilities.map(({ id }) => ({
      capability: id,
      smallest: smallestSets(model, id, { upTo: largestSet }),
    })),
  };
}
