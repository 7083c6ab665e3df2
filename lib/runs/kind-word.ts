import type { RunView } from './view';

/** A run's kind as texts select on it: ICU's keywords have no hyphen. */
export function kindWord(kind: RunView['kind'] | (string & {})): 'install' | 'fix' | 'uninstall' | 'move' {
  if (kind === 'uninstall-rainbond') return 'uninstall';
  if (kind === 'migrate-console') return 'move';
  return kind === 'fix' ? 'fix' : 'install';
}
