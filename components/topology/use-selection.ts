'use client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { hostId } from './node-ids';
import { type Selection, selectedHosts, stillThere } from './selection';

export const noSelection: Selection = new Set();

/**
 * What is selected on the diagram, in step with the one host that is selected elsewhere.
 *
 * @param ids what can be selected at all
 */
export function useSelection(
  ids: ReadonlySet<string>,
  selected: number | null | undefined,
  onSelect: ((index: number | null) => void) | undefined,
) {
  const [chosen, setChosen] = useState<Selection>(noSelection);
  const selection = useMemo(() => stillThere(chosen, ids), [chosen, ids]);
  const places = useMemo(() => selectedHosts(selection), [selection]);

  // Several hosts stay selected when one of them gets a field's focus.
  useEffect(() => {
    if (selected === undefined || selected === null) return;
    setChosen((before) => (before.has(hostId(selected)) ? before : new Set([hostId(selected)])));
  }, [selected]);

  const select = useCallback(
    (next: Selection) => {
      setChosen(next);
      const [first, second] = selectedHosts(next);
      onSelect?.(first === undefined || second !== undefined ? null : first);
    },
    [onSelect],
  );
  return { selection, places, select, setChosen };
}
