import { isActive, isDone } from '@/components/run/step-state';
import type { AttemptView, StepView } from '@/lib/runs/view';

/** What of a step the estimate needs; a runbook's step before its run is one that waits and has no attempts. */
export type EstimatedStep = Pick<StepView, 'id' | 'phase' | 'host' | 'needs' | 'estimateSeconds' | 'state'> & {
  attempts: Pick<AttemptView, 'number' | 'state' | 'startedAt' | 'finishedAt'>[];
};

/** A stretch of time in which one step was, is or will probably be at work. Milliseconds since the epoch. */
export type Span = {
  step: string;
  host: string;
  phase: string;
  kind: 'done' | 'satisfied' | 'failed' | 'cancelled' | 'running' | 'estimate';
  start: number;
  end: number;
  /** 0 for an estimate. */
  attempt: number;
};

export type Schedule = {
  spans: Span[];
  /** When the last step will probably end; `now` when nothing is left. */
  endsAt: number;
};

/**
 * What happened, and what will probably happen if every step takes what it usually takes and starts as soon as its
 * needs are met. A failed step counts as retried now. It assumes a free slot for each step: hosts work side by side, and
 * what one host must do in turn is in the needs.
 */
export function scheduleOf(steps: EstimatedStep[], now: number, ongoing = true): Schedule {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();

  const endOf = (step: EstimatedStep): number => {
    const known = ends.get(step.id);
    if (known !== undefined) return known;
    // Provisional, so that a cycle in the needs cannot recurse for ever.
    ends.set(step.id, now);
    const last = step.attempts.at(-1);
    const usual = step.estimateSeconds * 1000;
    let start = now;
    let end = now;
    if (isDone(step.state)) end = last?.finishedAt ?? now;
    else if (isActive(step.state)) {
      start = last?.startedAt ?? now;
      end = Math.max(now, start + usual);
    } else {
      for (const id of step.needs) {
        const need = byId.get(id);
        if (need) start = Math.max(start, endOf(need));
      }
      end = start + usual;
    }
    starts.set(step.id, start);
    ends.set(step.id, end);
    return end;
  };

  const spans: Span[] = [];
  let endsAt = now;
  for (const step of steps) {
    const { id, host, phase } = step;
    for (const attempt of step.attempts) spans.push(...happened(step, attempt, now));
    if (!ongoing || isDone(step.state)) continue;
    const end = endOf(step);
    const start = Math.max(now, starts.get(id) ?? now);
    if (end > start) spans.push({ step: id, host, phase, kind: 'estimate', start, end, attempt: 0 });
    endsAt = Math.max(endsAt, end);
  }
  return { spans, endsAt };
}

function happened(step: EstimatedStep, attempt: EstimatedStep['attempts'][number], now: number): Span[] {
  if (attempt.startedAt === null) return [];
  const kinds = { satisfied: 'satisfied', succeeded: 'done', failed: 'failed', cancelled: 'cancelled' } as const;
  const kind = attempt.state in kinds ? kinds[attempt.state as keyof typeof kinds] : 'running';
  const { id, host, phase } = step;
  const end = attempt.finishedAt ?? Math.max(now, attempt.startedAt);
  return [{ step: id, host, phase, kind, start: attempt.startedAt, end, attempt: attempt.number }];
}

/** From the first start to the last end among some spans; null when there are none. */
export function extent(spans: Span[]): { start: number; end: number } | null {
  if (spans.length === 0) return null;
  return {
    start: spans.reduce((least, span) => Math.min(least, span.start), Number.POSITIVE_INFINITY),
    end: spans.reduce((most, span) => Math.max(most, span.end), Number.NEGATIVE_INFINITY),
  };
}

/** Milliseconds in which at least one of the spans is at work; what lies between them doesn't count. */
export function timeAtWork(spans: Span[]): number {
  let total = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    total += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return total;
}
