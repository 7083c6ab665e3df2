import type { StateName } from '@/components/ui/glyph';
import type { AttemptState, StepView } from '@/lib/runs/view';

const glyphs: Record<AttemptState, StateName> = {
  waiting: 'waiting',
  observing: 'running',
  uploading: 'running',
  acting: 'running',
  verifying: 'running',
  satisfied: 'satisfied',
  succeeded: 'passed',
  failed: 'failed',
  cancelled: 'not-run',
};

export function glyphOf(state: AttemptState): StateName {
  return glyphs[state];
}

export function isActive(state: AttemptState): boolean {
  return glyphs[state] === 'running';
}

/** Proved to be as wanted: its followers may start. */
export function isDone(state: AttemptState): boolean {
  return state === 'satisfied' || state === 'succeeded';
}

/** The state of many as one: what failed and what runs show first; mixed done and waiting counts as waiting. */
export function combined(states: AttemptState[]): StateName {
  if (states.includes('failed')) return 'failed';
  if (states.some(isActive)) return 'running';
  if (states.length > 0 && states.every((state) => state === 'satisfied')) return 'satisfied';
  if (states.length > 0 && states.every(isDone)) return 'passed';
  if (states.includes('cancelled')) return 'not-run';
  return 'waiting';
}

/** Steps whose current attempt failed, in the order in which they failed. */
export function failedSteps(steps: StepView[]): StepView[] {
  const failedAt = (step: StepView) => step.attempts.at(-1)?.finishedAt ?? Number.POSITIVE_INFINITY;
  return steps.filter((step) => step.state === 'failed').sort((a, b) => failedAt(a) - failedAt(b));
}
