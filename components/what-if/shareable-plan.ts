import type { Plan } from '@/lib/plan/schema';

/** Fields that name a credential of the console. */
const naming = new Set(['credential', 'kubeconfig']);

/** The plan without the names of credentials: who only reads a result has no use for them. */
export function shareablePlan(plan: Plan): Plan {
  return without(plan) as Plan;
}

function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      naming.has(name) && typeof each === 'string' ? '' : without(each),
    ]),
  );
}
