import type { z } from 'zod';
import type { FindingFix, FindingValues } from '@/lib/plan/finding';
import type { Plan } from '@/lib/plan/schema';

export type Fix = { id: string; apply: (plan: Plan, values: FindingValues) => Plan | null };

/** What a rule uses: `offer` gives what it hangs on a finding. */
export type OfferedFix<V extends FindingValues> = Fix & { offer: (values: V) => FindingFix };

/**
 * A fix is data on a finding until somebody applies it, perhaps to a later document than the rule saw.
 *
 * @param values their shape: they come back from a browser
 * @param change edits the copy that it is given; false where the plan has moved on and the change no longer fits
 */
export function fix<V extends FindingValues>(
  id: string,
  values: z.ZodType<V>,
  change: (plan: Plan, values: V) => boolean,
): OfferedFix<V> {
  return {
    id,
    offer: (offered) => ({ id, values: offered }),
    apply: (plan, given) => {
      const read = values.safeParse(given);
      if (!read.success) return null;
      const copy = structuredClone(plan);
      return change(copy, read.data) ? copy : null;
    },
  };
}
