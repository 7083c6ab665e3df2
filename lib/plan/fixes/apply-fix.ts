import type { Finding } from '@/lib/plan/finding';
import type { Plan } from '@/lib/plan/schema';
import { planFixes } from './registry';

/** The plan with the finding's fix applied; null when it offers none, or when the plan has changed so that it no longer fits. */
export function applyFix(plan: Plan, { fix: offered }: Finding): Plan | null {
  if (!offered) return null;
  return planFixes.find(({ id }) => id === offered.id)?.apply(plan, offered.values) ?? null;
}
