import type { Step } from '@/lib/runbook/runbook';

/**
 * Seconds of estimates on the longest chain that begins with each step, itself included. Where slots are scarce, the
 * step that most waits for goes first. A cycle counts each of its steps once; the reducer reports it when it is met.
 */
export function urgency(steps: Pick<Step, 'id' | 'needs' | 'estimateSeconds'>[]): Map<string, number> {
  const dependents = new Map<string, string[]>();
  for (const step of steps)
    for (const need of step.needs) dependents.set(need, [...(dependents.get(need) ?? []), step.id]);
  const estimates = new Map(steps.map((step) => [step.id, step.estimateSeconds]));
  const ranks = new Map<string, number>();

  const rankOf = (id: string): number => {
    const known = ranks.get(id);
    if (known !== undefined) return known;
    const own = estimates.get(id) ?? 0;
    ranks.set(id, own);
    const rank = own + Math.max(0, ...(dependents.get(id) ?? []).map(rankOf));
    ranks.set(id, rank);
    return rank;
  };
  for (const step of steps) rankOf(step.id);
  return ranks;
}
