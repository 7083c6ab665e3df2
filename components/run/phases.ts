import { extent, type Span } from '@/components/run/estimate';
import { combined, isDone } from '@/components/run/step-state';
import type { StateName } from '@/components/ui/glyph';
import type { RunView, StepView } from '@/lib/runs/view';

export type PhaseSummary = {
  id: string;
  state: StateName;
  steps: StepView[];
  done: number;
  /** Wall time from its first start to its last end, or to now while one of its steps is at work; null before. */
  elapsed: number | null;
  /** What it will probably take from its first start; null when nothing of it is left. */
  left: number | null;
};

export function phasesOf(view: Pick<RunView, 'phases' | 'steps'>, spans: Span[]): PhaseSummary[] {
  return view.phases
    .map(({ id }) => {
      const steps = view.steps.filter((step) => step.phase === id);
      const own = spans.filter((span) => span.phase === id);
      const past = extent(own.filter((span) => span.kind !== 'estimate'));
      const future = extent(own.filter((span) => span.kind === 'estimate'));
      return {
        id,
        steps,
        state: combined(steps.map((step) => step.state)),
        done: steps.filter((step) => isDone(step.state)).length,
        elapsed: past ? past.end - past.start : null,
        left: future ? future.end - future.start : null,
      };
    })
    .filter((phase) => phase.steps.length > 0);
}
