import { literally } from './literally';

/** Finds every place of any of the texts; null for none. Longest first: one that contains another is found as a whole. */
export function anyOf(texts: Iterable<string>): RegExp | null {
  const longestFirst = [...new Set(texts)].toSorted((a, b) => b.length - a.length);
  return longestFirst.length > 0 ? new RegExp(longestFirst.map(literally).join('|'), 'g') : null;
}
