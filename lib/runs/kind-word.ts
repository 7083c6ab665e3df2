import type { RunView } from './view';

/** A run's kind as texts select on it: ICU's keywords have no hyphen. */
export function kindWord(kind: RunView['kind'] | (string & {})): 'install' | 'fix' | 'uninstall' {
  if (kind === 'uninstall-rainbond') return 'uninstall';
  return kind === 'fix' ? 'fix' : 'install';
}
