import { checkGroups } from './check-groups';

/** Texts that a check has; those of a plan rule are `title` and `detail` in the catalogue `findings`. */
export type CheckText = 'name' | 'title' | 'why' | 'found' | 'needed' | 'fix';

/**
 * Key of a check's text in the catalogues, `checks-system.swap.off.title`; null when the id is no check's. `has` says
 * whether a key is there: so a browser finds it without the whole catalogue of checks, whose scripts it has no use for.
 */
export function checkTextKey(id: string, part: CheckText, has: (key: string) => boolean): string | null {
  for (const group of checkGroups) {
    const key = `checks-${group}.${id}.${part}`;
    if (has(key)) return key;
  }
  return null;
}
