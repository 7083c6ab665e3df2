'use client';
import type { NodeChange } from '@xyflow/react';
import { type Dispatch, type SetStateAction, useCallback, useRef } from 'react';
import type { FlowNode } from './flow-nodes';
import { type Selection, selectBoxed } from './selection';
import { noSelection } from './use-selection';

/**
 * Hosts that a box takes in while it is drawn. Only then does React Flow's word count: what a click or a key selects is
 * ours to say, and it would answer what we tell it for ever.
 */
export function useBoxSelection(setChosen: Dispatch<SetStateAction<Selection>>) {
  const drawing = useRef(false);
  const start = useCallback(() => {
    drawing.current = true;
    setChosen(noSelection);
  }, [setChosen]);
  const end = useCallback(() => {
    drawing.current = false;
  }, []);
  const take = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      if (!drawing.current) return;
      const selected = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
      setChosen((before) => selectBoxed(before, selected));
    },
    [setChosen],
  );
  return { start, end, take };
}
