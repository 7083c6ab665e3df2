'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import { elkLayouter } from './elk';
import { type Placement, placementOf } from './layout';
import { structureOf } from './layout-graph';
import type { Topology } from './model-types';

export type Laid = { topology: Topology; placement: Placement };

/** Placements by structure, the oldest first: undo and redo move everything back at once. */
const known = new Map<string, Placement>();
const kept = 50;

function remember(key: string, placement: Placement): void {
  known.delete(key);
  known.set(key, placement);
  const [oldest] = known.keys();
  if (known.size > kept && oldest !== undefined) known.delete(oldest);
}

/**
 * The diagram with positions; null until the layout has answered for the first time. Words follow the plan at once,
 * positions only when its structure changes; while a new layout is under way the old diagram stays.
 */
export function usePlacement(topology: Topology): Laid | null {
  const structure = useMemo(() => structureOf(topology), [topology]);
  const key = useMemo(() => JSON.stringify(structure), [structure]);
  const placed = known.get(key);
  const [, setAnswered] = useState('');
  const last = useRef<Laid | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the structure
  useEffect(() => {
    if (known.has(key)) return;
    let current = true;
    elkLayouter()
      .then((layouter) => placementOf(structure, layouter))
      .then((placement) => {
        remember(key, placement);
        if (current) setAnswered(key);
      });
    return () => {
      current = false;
    };
  }, [key]);

  return useMemo(() => {
    if (placed) last.current = { topology, placement: placed };
    return last.current;
  }, [placed, topology]);
}
