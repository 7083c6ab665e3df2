import { literally } from './literally';

/** Whether the whole name is like the pattern: `*` is any signs or none, `?` is one, the rest is itself. */
export function matchesWildcards(pattern: string, name: string): boolean {
  const wild = literally(pattern).replaceAll('\\*', '.*').replaceAll('\\?', '.');
  return new RegExp(`^${wild}$`).test(name);
}
