import type { Runbook } from '@/lib/runbook/runbook';
import { urgency } from './critical-path';
import { isActive, isDone, isFinal } from './transition';
import type { AttemptState, RunState } from './view';

export type AttemptFact = { stepId: string; number: number; state: AttemptState };

export type Limits = { stepsPerHost: number };

export type Moves = {
  /** Waiting steps that may begin now, most urgent first. */
  start: string[];
  /** Steps that were begun and aren't finished: whoever drives carries them on. */
  resume: string[];
  /** Begun steps that must be stopped, because a person cancelled. */
  stop: string[];
  /** The run is over; null while something can still happen. */
  finish: Extract<RunState, 'succeeded' | 'failed' | 'cancelled'> | null;
};

/** Facts that can't both be true: the engine stops rather than choose one. */
export class ContradictionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ContradictionError';
  }
}

/** The current attempt of each step, after checking that the history is possible. */
export function currentAttempts(runbook: Runbook, attempts: AttemptFact[]): Map<string, AttemptFact> {
  const known = new Set(runbook.steps.map((step) => step.id));
  const current = new Map<string, AttemptFact>();
  for (const attempt of attempts.toSorted((a, b) => a.number - b.number)) {
    if (!known.has(attempt.stepId)) throw new ContradictionError(`attempt of unknown step ${attempt.stepId}`);
    const previous = current.get(attempt.stepId);
    if (attempt.number !== (previous?.number ?? 0) + 1)
      throw new ContradictionError(`${attempt.stepId}: attempt ${attempt.number} after ${previous?.number ?? 'none'}`);
    if (previous && previous.state !== 'failed' && previous.state !== 'cancelled')
      throw new ContradictionError(`${attempt.stepId}: attempt ${attempt.number} beside one that is ${previous.state}`);
    current.set(attempt.stepId, attempt);
  }
  for (const step of runbook.steps)
    if (!current.has(step.id)) throw new ContradictionError(`${step.id} has no attempt`);
  return current;
}

/** Facts in, next moves out. Pure: the same facts always give the same moves. */
export function reduce(runbook: Runbook, attempts: AttemptFact[], cancelRequested: boolean, limits: Limits): Moves {
  const current = currentAttempts(runbook, attempts);
  const stateOf = (id: string) => {
    const attempt = current.get(id);
    if (!attempt) throw new ContradictionError(`${id} is needed by a step but isn't in the runbook`);
    return attempt.state;
  };
  const ready = (needs: string[]) => needs.every((id) => isDone(stateOf(id)));

  for (const step of runbook.steps) {
    const state = stateOf(step.id);
    if ((isActive(state) || isDone(state)) && !ready(step.needs))
      throw new ContradictionError(`${step.id} is ${state} although a step that it needs isn't done`);
  }

  const active = runbook.steps.filter((step) => isActive(stateOf(step.id)));
  if (cancelRequested && active.length > 0) {
    const ids = active.map((step) => step.id);
    return { start: [], resume: ids, stop: ids, finish: null };
  }

  const busy = new Map<string, number>();
  for (const step of active) busy.set(step.host, (busy.get(step.host) ?? 0) + 1);
  const rank = urgency(runbook.steps);
  const start: string[] = [];
  if (!cancelRequested) {
    const startable = runbook.steps
      .filter((step) => stateOf(step.id) === 'waiting' && ready(step.needs))
      .toSorted((a, b) => (rank.get(b.id) ?? 0) - (rank.get(a.id) ?? 0));
    for (const step of startable) {
      const onHost = busy.get(step.host) ?? 0;
      if (onHost >= limits.stepsPerHost) continue;
      busy.set(step.host, onHost + 1);
      start.push(step.id);
    }
  }

  const over = active.length === 0 && start.length === 0;
  return {
    start,
    resume: active.map((step) => step.id),
    stop: [],
    finish: over ? ending(current, cancelRequested) : null,
  };
}

function ending(current: Map<string, AttemptFact>, cancelRequested: boolean): 'succeeded' | 'failed' | 'cancelled' {
  const states = [...current.values()].map((attempt) => attempt.state);
  if (states.every(isDone)) return 'succeeded';
  if (cancelRequested) return 'cancelled';
  if (states.includes('failed')) return 'failed';
  if (states.includes('cancelled')) return 'cancelled';
  const stuck = [...current.values()].filter((attempt) => !isFinal(attempt.state)).map((attempt) => attempt.stepId);
  throw new ContradictionError(`nothing failed, yet these steps can never start: ${stuck.join(', ')}`);
}
