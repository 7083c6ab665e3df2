'use client';
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { LogSelection } from '@/lib/realtime/log-selection';

export type LogSearch = {
  count: number;
  /** Match at which the search stands, from 0; -1 while it stands at none. */
  index: number;
  /** Its line; 0 for none. */
  seq: number;
  go: (direction: 1 | -1) => void;
};

/**
 * Where a search stands among its matches. It remembers the line and not the index: matches keep arriving, and a new
 * search goes on from the same place.
 */
export function useLogSearch(selection: LogSelection, onGo: (seq: number) => void): LogSearch {
  const count = useSyncExternalStore(
    selection.subscribe,
    () => selection.matches,
    () => 0,
  );
  const [stand, setStand] = useState(0);
  const nearest = selection.matchFrom(stand);
  const exact = stand > 0 && selection.match(nearest) === stand;

  const go = useCallback(
    (direction: 1 | -1) => {
      const total = selection.matches;
      if (total === 0) return;
      const at = selection.matchFrom(stand);
      const standing = stand > 0 && selection.match(at) === stand;
      const next = direction === 1 ? (standing ? at + 1 : at) : at - 1;
      const seq = selection.match((next + total) % total);
      setStand(seq);
      onGo(seq);
    },
    [selection, stand, onGo],
  );

  return { count, index: exact ? nearest : Math.min(nearest, count - 1), seq: exact ? stand : 0, go };
}
