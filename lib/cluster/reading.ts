/**
 * What was asked of something, and what it answered. "Could not ask" is neither an answer nor the last answer: whoever
 * judges by a reading uses `current`, which is null for it.
 */
export type Reading<T> = {
  /** The last answer; null before the first. */
  value: T | null;
  /** When it was answered last, milliseconds since the epoch; null before. */
  at: number | null;
  /** Since when it could not be asked, milliseconds since the epoch; null while it answers, and before it was asked. */
  silentSince: number | null;
  /** What stood in the way the last time: an `OwnProblem`, or the words of whoever said it; '' while it answers. */
  problem: string;
};

/** What the console itself says was in the way. Texts: `problems.<problem>` in messages/<language>/cluster.json. */
export const ownProblems = ['watch-cut', 'credential-gone'] as const;
export type OwnProblem = (typeof ownProblems)[number];
export const ownProblem = (problem: OwnProblem): string => problem;

export const unread: Reading<never> = { value: null, at: null, silentSince: null, problem: '' };

export function answered<T>(value: T, now: number): Reading<T> {
  return { value, at: now, silentSince: null, problem: '' };
}

/** The last answer stays beside it, for who wants to show it as old. */
export function silent<T>(before: Reading<T>, problem: string, now: number): Reading<T> {
  return { ...before, silentSince: before.silentSince ?? now, problem };
}

/** The answer that counts: null while it can't be asked, and before it was. */
export function current<T>(reading: Reading<T>): T | null {
  return reading.silentSince === null ? reading.value : null;
}
