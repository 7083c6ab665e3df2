import type { StateName } from '@/components/ui/glyph';
import { type State, states } from '@/lib/plan/availability/requirement';
import type { Verdict } from '@/lib/plan/availability/verdict';

export const stateGlyphs: Record<State, StateName> = {
  up: 'passed',
  degraded: 'degraded',
  down: 'failed',
  'data-lost': 'lost',
};

export const stateTones = { up: 'ok', degraded: 'warn', down: 'bad', 'data-lost': 'lost' } as const;

/** The worst first, what is sure before what may be; among equals the model's order. */
export function worstFirst(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.toSorted(
    (a, b) => states.indexOf(b.state) - states.indexOf(a.state) || Number(b.certain) - Number(a.certain),
  );
}

/** How many verdicts there are of each state, the worst state first; states that nothing has are left out. */
export function countsOf(verdicts: readonly Verdict[]): { state: State; count: number }[] {
  return states
    .toReversed()
    .map((state) => ({ state, count: verdicts.filter((verdict) => verdict.state === state).length }))
    .filter(({ count }) => count > 0);
}
