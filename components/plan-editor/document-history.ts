import type { Plan } from '@/lib/plan/schema';

/**
 * The document with its past and future, in memory. Every change is a new state in front of which everything undone is
 * forgotten; typing in one field within a second is one change.
 */
export type DocumentHistory = {
  past: Plan[];
  present: Plan;
  future: Plan[];
  /** Field and time of the last change, to fold typing into one; null after undo, redo or a change without a field. */
  last: { field: string; at: number } | null;
};

const foldMs = 1000;
const kept = 200;

export function startHistory(plan: Plan): DocumentHistory {
  return { past: [], present: plan, future: [], last: null };
}

/** @param at milliseconds; @param field what is being typed in, '' for a change that stands alone. */
export function change(history: DocumentHistory, plan: Plan, field: string, at: number): DocumentHistory {
  if (plan === history.present) return history;
  const folds = field !== '' && history.last?.field === field && at - history.last.at < foldMs;
  return {
    past: folds ? history.past : [...history.past, history.present].slice(-kept),
    present: plan,
    future: [],
    last: field === '' ? null : { field, at },
  };
}

export function undo(history: DocumentHistory): DocumentHistory {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], last: null };
}

export function redo(history: DocumentHistory): DocumentHistory {
  const [next, ...future] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.present], present: next, future, last: null };
}
