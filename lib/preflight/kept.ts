import { acceptanceOf } from '@/lib/plan/accepting';
import type { Accepted, Plan } from '@/lib/plan/schema';
import type { Check } from './check';

/** What the plan's record says about a check's warning on a host; null while nobody keeps it. */
export function keptBy(plan: Plan, { id, section }: Pick<Check, 'id' | 'section'>, host: string): Accepted | null {
  // What is kept is the check on that host, whatever it measures next (accepting.ts).
  return acceptanceOf(plan, { id, section, severity: 'warn', hosts: [host], values: {} });
}
